package org.govbrain.engine.reference;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reference data that stays as it is: for a backtest and for tests. Goes to the operators as the files' bytes. */
public final class FixedReferenceSource implements ReferenceSource {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, byte[]> files;

    private FixedReferenceSource(Map<String, byte[]> files) {
        this.files = new HashMap<>(files);
    }

    /**
     * The files given, by name.
     *
     * @throws ReferenceException when a file is bad: here and now, not in a job
     */
    public static FixedReferenceSource of(Map<String, byte[]> files) {
        FixedReferenceSource source = new FixedReferenceSource(files);
        source.load();
        return source;
    }

    /**
     * The files of a directory as they are now.
     *
     * @throws ReferenceException when a file is bad
     */
    public static FixedReferenceSource of(Path directory) {
        return of(ReferenceLoader.filesOf(directory));
    }

    @Override
    public LoadedReference load() {
        return ReferenceLoader.fromFiles(files);
    }
}
