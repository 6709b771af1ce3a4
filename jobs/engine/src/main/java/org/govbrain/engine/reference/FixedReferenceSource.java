package org.govbrain.engine.reference;

import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reference data of which every version is known beforehand: for a backtest and for tests. Travels as the files' bytes. */
public final class FixedReferenceSource implements ReferenceSource {
    @Serial
    private static final long serialVersionUID = 2L;

    private final ArrayList<Load> loads;

    private record Load(Instant effectiveFrom, HashMap<String, byte[]> files) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private FixedReferenceSource(List<Load> loads) {
        this.loads = new ArrayList<>(loads);
    }

    /**
     * The files given, by name.
     *
     * @throws ReferenceException when a file is bad: here and now, not in a job
     */
    public static FixedReferenceSource of(Map<String, byte[]> files) {
        return new FixedReferenceSource(List.of()).then(Instant.EPOCH, files);
    }

    /**
     * The files of a directory as they are now.
     *
     * @throws ReferenceException when a file is bad
     */
    public static FixedReferenceSource of(Path directory) {
        return of(ReferenceLoader.filesOf(directory));
    }

    /**
     * These versions, and one more with these files changed.
     *
     * @throws ReferenceException when a file is bad
     */
    public FixedReferenceSource then(Instant effectiveFrom, Map<String, byte[]> files) {
        List<Load> longer = new ArrayList<>(loads);
        longer.add(new Load(effectiveFrom, new HashMap<>(files)));
        FixedReferenceSource source = new FixedReferenceSource(longer);
        source.load();
        return source;
    }

    @Override
    public LoadedReference load() {
        HistoryBuilder builder = new HistoryBuilder();
        loads.forEach(load -> builder.take(load.effectiveFrom(), load.files()));
        return builder.loaded();
    }
}
