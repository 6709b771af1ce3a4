package org.govbrain.local.cli;

import java.nio.file.Path;

/** Sends the program's log into a file; must be called before anything logs. */
final class LogFile {
    private LogFile() {}

    static void use(Path file) {
        System.setProperty("govbrain.log", file.toString());
        System.setProperty("log4j2.configurationFile", "classpath:log4j2-file.properties");
    }
}
