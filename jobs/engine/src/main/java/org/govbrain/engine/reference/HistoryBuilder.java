package org.govbrain.engine.reference;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.alert.PagingBook;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.situation.ReferenceHistory;
import org.jspecify.annotations.Nullable;

/** Makes a history of loads, the oldest first. A load that is bad is refused whole and leaves no trace. */
public final class HistoryBuilder {
    private static final List<ReferenceFileName> PROMISES =
            List.of(ReferenceFileName.POLICY, ReferenceFileName.CALENDAR, ReferenceFileName.CATEGORIES);

    private @Nullable LoadedReference loaded;
    private @Nullable LoadedReference defaults;

    /**
     * Takes a load in. A file that it lacks stays as it was.
     *
     * @param load content by file name
     * @throws ReferenceException when the city as it would then be is bad
     */
    public void take(Instant effectiveFrom, Map<String, byte[]> load) {
        LoadedReference before = loaded;
        Map<String, byte[]> files = new TreeMap<>(before == null ? Map.of() : before.files());
        files.putAll(load);
        LoadedReference read = read(files);
        if (before == null) {
            // It takes the place of the defaults, which need not be read for that.
            ReferenceHistory first = read.history().replacedBy(read.data());
            loaded = new LoadedReference(first, read.paging(), files, read.warnings());
            return;
        }
        boolean promisesStay = PROMISES.stream()
                .map(ReferenceFileName::fileName)
                .allMatch(name -> Arrays.equals(before.files().get(name), files.get(name)));
        ReferenceData data = promisesStay ? read.data().withPromisesOf(before.data()) : read.data();
        loaded = new LoadedReference(before.history().with(effectiveFrom, data), read.paging(), files, read.warnings());
    }

    private static LoadedReference read(Map<String, byte[]> files) {
        Problems problems = new Problems();
        ReferenceData data = ReferenceLoader.read(files, problems);
        PagingBook paging = ReferenceLoader.readPaging(files, data, problems);
        problems.throwIfAny();
        return new LoadedReference(ReferenceHistory.of(data), paging, files, problems.warnings());
    }

    /** What was taken in; before the first load the defaults. */
    public LoadedReference loaded() {
        if (loaded != null) {
            return loaded;
        }
        if (defaults == null) {
            defaults = read(Map.of());
        }
        return defaults;
    }

    public ReferenceHistory history() {
        return loaded().history();
    }
}
