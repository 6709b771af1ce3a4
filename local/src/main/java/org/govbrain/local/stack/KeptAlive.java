package org.govbrain.local.stack;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.govbrain.local.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is started again, on its data and ports, when its process ends without being asked to. */
final class KeptAlive<T extends Server> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAlive.class);

    private final Supplier<T> start;
    private final Progress progress;
    private final BooleanSupplier stopping;
    private T current;
    private boolean closed;

    private KeptAlive(Supplier<T> start, Progress progress, BooleanSupplier stopping) {
        this.start = start;
        this.progress = progress;
        this.stopping = stopping;
        this.current = start.get();
    }

    /** Starts the server and watches over it until {@code stopping}: a signal to stop may have gone to all processes. */
    static <T extends Server> KeptAlive<T> start(Supplier<T> start, Progress progress, BooleanSupplier stopping) {
        KeptAlive<T> kept = new KeptAlive<>(start, progress, stopping);
        kept.watch();
        return kept;
    }

    synchronized T current() {
        return current;
    }

    @Override
    public void close() {
        T last;
        synchronized (this) {
            closed = true;
            last = current;
        }
        last.close();
    }

    private void watch() {
        var unused = current().child().onExit().thenRunAsync(this::startAgain);
    }

    private void startAgain() {
        synchronized (this) {
            if (closed || stopping.getAsBoolean()) {
                return;
            }
            String name = current.child().name();
            try {
                progress.say(name + " ended unexpectedly; starting it again");
                current = start.get();
                progress.say(name + " is back");
            } catch (RuntimeException e) {
                LOG.error("{} does not come back", name, e);
                progress.say(name + " does not come back: " + e.getMessage());
                return;
            }
        }
        watch();
    }
}
