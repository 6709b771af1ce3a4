package org.govbrain.local.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.govbrain.local.child.ChildJvm;
import org.govbrain.local.command.CommandFailure;

/** Waits until a child answers. */
public final class Readiness {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private Readiness() {}

    /** One question to a server; throws or says false while there is no answer yet. */
    @FunctionalInterface
    public interface Probe {
        boolean answers() throws Exception;
    }

    /** Returns when the probe is answered. A child that ends or stays silent is closed and becomes a sentence with its last words. */
    public static void await(ChildJvm child, Duration patience, Probe probe) {
        long end = System.nanoTime() + patience.toNanos();
        while (child.isAlive() && System.nanoTime() < end) {
            if (answers(probe)) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        String what =
                child.isAlive() ? "did not answer within " + patience.toSeconds() + " s" : "ended while it started";
        child.close();
        throw CommandFailure.environment(child.name() + " " + what + room(child) + "; its log is " + child.log()
                + " and ends with:\n" + child.lastWords(15));
    }

    /** A server that finds no room cannot write why it ended into its log either. */
    private static String room(ChildJvm child) {
        try {
            return room(Disk.of(child.log()));
        } catch (IOException e) {
            return "";
        }
    }

    static String room(Disk disk) {
        return disk.isFull() ? ", for the disk is full: only " + disk.sentence() + ", make room" : "";
    }

    private static boolean answers(Probe probe) {
        try {
            return probe.answers();
        } catch (Exception e) {
            return false;
        }
    }
}
