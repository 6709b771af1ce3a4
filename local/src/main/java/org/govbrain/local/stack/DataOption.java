package org.govbrain.local.stack;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}, the same for every command that deals with a local stack. */
public final class DataOption {
    static final String DEFAULT = ".brain";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT,
            description = "Folder in which the stack keeps everything (default: ${DEFAULT-VALUE}).")
    private Path data;

    public StackFolder folder() {
        return new StackFolder(data);
    }
}
