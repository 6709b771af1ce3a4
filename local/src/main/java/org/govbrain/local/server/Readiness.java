package org.govbrain.local.server;

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
        throw CommandFailure.environment(
                child.name() + " " + what + "; its log is " + child.log() + " and ends with:\n" + child.lastWords(15));
    }

    private static boolean answers(Probe probe) {
        try {
            return probe.answers();
        } catch (Exception e) {
            return false;
        }
    }
}
