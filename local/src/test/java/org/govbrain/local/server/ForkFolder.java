package org.govbrain.local.server;

import java.io.IOException;
import java.nio.file.Path;
import org.govbrain.local.child.TemporaryFiles;

/** Where what lasts as long as a test JVM has its data: no temporary folder of a test does. */
public final class ForkFolder {
    private ForkFolder() {}

    /** An empty folder; the JVM that runs tests beside this one has another. */
    public static Path empty(String name) throws IOException {
        return TemporaryFiles.emptied(Path.of(System.getProperty("govbrain.fork", "target/fork-0"), name));
    }
}
