package org.govbrain.local.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
    @TempDir
    Path folder;

    @Test
    void close_lets_the_child_shut_down_in_order() throws IOException {
        Path farewell = folder.resolve("farewell");
        ChildJvm child = start(Server.class, farewell);
        awaitFile(folder.resolve("farewell.started"));
        child.close();
        assertThat(child.isAlive()).as("gone").isFalse();
        assertThat(farewell).as("its shutdown hook ran").exists();
    }

    @Test
    void ctrl_c_in_the_terminal_leaves_the_child_to_its_launcher() throws Exception {
        Path farewell = folder.resolve("farewell");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        farewell.toString())
                .start();
        awaitFile(folder.resolve("farewell.started"));
        new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
        child.getOutputStream().close();
        assertThat(child.waitFor())
                .as("ended by its launcher, not by the signal, which would be 130")
                .isZero();
    }

    @Test
    void a_child_goes_when_its_launcher_is_killed_without_a_goodbye() throws Exception {
        Path farewell = folder.resolve("farewell");
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        farewell.toString())
                .start();
        long pid;
        try (BufferedReader line =
                new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8))) {
            pid = Long.parseLong(line.readLine());
            awaitFile(folder.resolve("farewell.started"));
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
            launcher.destroyForcibly();
            child.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(farewell).as("it even shut down in order").exists();
    }

    @Test
    void a_child_that_fails_ends_and_its_last_words_are_kept() throws Exception {
        ChildJvm child = start(Failing.class, folder.resolve("unused"));
        ProcessHandle.of(child.pid()).ifPresent(handle -> handle.onExit().join());
        assertThat(child.isAlive()).as("a thread left behind does not keep it").isFalse();
        assertThat(child.lastWords(20)).as("the reason").contains("IOException: no disk");
    }

    @Test
    void temporary_files_lie_beside_the_log_and_nothing_of_a_killed_child_stays() throws Exception {
        Path temporary = folder.resolve("log.temporary");
        ChildJvm killed = start(Littering.class, folder.resolve("first"));
        awaitFile(folder.resolve("first"));
        killed.kill();
        assertThat(temporary).as("what it had left").isNotEmptyDirectory();
        ChildJvm closed = start(Server.class, folder.resolve("second"));
        awaitFile(folder.resolve("second.started"));
        assertThat(temporary).as("emptied for the next").isEmptyDirectory();
        closed.close();
        assertThat(temporary).as("gone with it").doesNotExist();
    }

    private static ChildJvm start(Class<?> main, Path file) {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return ChildJvm.start(
                "Test server",
                classPath,
                List.of("-Xmx32m"),
                main.getName(),
                List.of(file.toString()),
                file.resolveSibling("log"));
    }

    private static void awaitFile(Path file) {
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
    }

    static final class Server {
        public static void main(String[] args) {
            ParentWatch.run(() -> {
                Path farewell = Path.of(args[0]);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> touch(farewell)));
                touch(farewell.resolveSibling(farewell.getFileName() + ".started"));
                new CountDownLatch(1).await();
            });
        }
    }

    static final class Littering {
        public static void main(String[] args) {
            ParentWatch.run(() -> {
                Files.createTempDirectory("left");
                touch(Path.of(args[0]));
                new CountDownLatch(1).await();
            });
        }
    }

    static final class Failing {
        public static void main(String[] args) {
            new Thread(LockSupport::park).start();
            ParentWatch.run(() -> {
                throw new IOException("no disk");
            });
        }
    }

    static final class Launcher {
        public static void main(String[] args) throws InterruptedException {
            System.out.println(start(Server.class, Path.of(args[0])).pid());
            new CountDownLatch(1).await();
        }
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
