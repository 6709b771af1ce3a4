package org.govbrain.local.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A machine with the tools that every system has and with no other program than those that a test writes. */
final class BareMachine {
    private static final List<String> TOOLS =
            List.of("dirname", "readlink", "sed", "find", "mkdir", "mktemp", "grep", "tail", "tee", "mv", "rm");

    private final Path folder;
    private final Path bin;

    BareMachine(Path folder) throws IOException {
        this.folder = folder;
        this.bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            program(tool, "exec " + find(tool) + " \"$@\"");
        }
    }

    /**
     * How a program ended.
     *
     * @param said output and errors in one
     */
    record Ended(int code, String said) {}

    /** Adds a program. */
    void program(String name, String body) throws IOException {
        script(bin.resolve(name), body);
    }

    /** Writes a script somewhere. */
    static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!" + find("bash") + "\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs a script of the folder. */
    Ended run(String script, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                find("bash").toString(), folder.resolve(script).toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private static Path find(String tool) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(each -> Path.of(each, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
