package org.govbrain.local.child;

import java.io.IOException;

/**
 * The child's half of the agreement: its standard input is a pipe that the launcher holds open and never writes to. When the
 * pipe ends, the launcher has asked for a stop or is gone, be it by kill -9; the child then shuts down in order.
 */
public final class ParentWatch {
    private static final long HARD_STOP_MS = 30_000;

    private ParentWatch() {}

    /** What a child does until it is told to stop. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    /**
     * Runs a child's main work. The JVM exits, with its shutdown hooks, as soon as the launcher lets go, and with code 1 if the
     * work fails: threads that a half-started server leaves behind would otherwise keep the JVM alive.
     */
    public static void run(Body body) {
        // A terminal's Ctrl-C goes to the launcher's servers too, and the launcher still needs them to stop in order.
        Signals.handle(Signals.OF_THE_TERMINAL, () -> {});
        Thread watch = new Thread(ParentWatch::exitWhenParentLetsGo, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            body.run();
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void exitWhenParentLetsGo() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            System.err.println("The pipe to the launcher broke: " + e.getMessage());
        }
        Thread hardStop = new Thread(ParentWatch::haltAfterAWhile, "hard-stop");
        hardStop.setDaemon(true);
        hardStop.start();
        System.exit(0);
    }

    /** Without this, a shutdown hook that hangs would leave a server running that nobody owns. */
    private static void haltAfterAWhile() {
        try {
            Thread.sleep(HARD_STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
