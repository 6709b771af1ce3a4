package org.govbrain.local.sort;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * What a {@link DiskSort} has put in order: files of entries, each file in the order of its keys. Of an entry there is the
 * number of bytes of its key, its key, the number of bytes of its value, its value.
 *
 * @param files the one that was written later after the one that was written earlier
 */
public record SortedRuns(List<String> files) implements Serializable {
    private static final long serialVersionUID = 1L;

    static final int BUFFER_BYTES = 1 << 15;

    /** Stands at the end of a file, where the length of a key would; without it a file that was cut off would look whole. */
    static final int END = -1;

    /** All entries in the order of their keys, each key once. The caller closes it. */
    public RunReader open(BinaryOperator<byte[]> merge) throws IOException {
        return new RunReader(files.stream().map(Path::of).toList(), merge);
    }

    static DataInputStream read(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }
}
