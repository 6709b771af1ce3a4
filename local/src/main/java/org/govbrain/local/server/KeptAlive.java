package org.govbrain.local.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is started again, on its data and ports, when its process ends without being asked to. */
public final class KeptAlive<T extends Server> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAlive.class);

    private static final long LOOK_AT_HOLD_MS = 500;
    private static final long TRY_AGAIN_MS = 5_000;

    private final Supplier<T> start;
    private final Care care;
    private T current;
    private boolean closed;

    /**
     * What servers that belong together are kept alive with.
     *
     * @param say told what happens, a sentence each
     * @param stopping a signal to stop may have gone to all processes, and then nothing is started again
     * @param changed called after a server has come back, in another process than before
     * @param holds a server that has ended stays down while a file of its name lies in this folder
     */
    public record Care(Consumer<String> say, BooleanSupplier stopping, Runnable changed, Path holds) {}

    private KeptAlive(Supplier<T> start, Care care) {
        this.start = start;
        this.care = care;
        this.current = start.get();
    }

    /** Starts the server and watches over it. */
    public static <T extends Server> KeptAlive<T> start(Supplier<T> start, Care care) {
        KeptAlive<T> kept = new KeptAlive<>(start, care);
        kept.watch();
        return kept;
    }

    public synchronized T current() {
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
        String name = current().child().name();
        var unused = current()
                .child()
                .onExit()
                .thenRunAsync(
                        () -> {
                            if (isWanted()) {
                                care.say().accept(name + " ended unexpectedly; starting it again");
                                startAgain();
                            }
                        },
                        KeptAlive::thread);
    }

    private void startAgain() {
        synchronized (this) {
            if (!isWanted()) {
                return;
            }
            String name = current.child().name();
            if (Files.exists(care.holds().resolve(name))) {
                later(LOOK_AT_HOLD_MS);
                return;
            }
            try {
                current = start.get();
                care.say().accept(name + " is back");
            } catch (RuntimeException e) {
                LOG.error("{} does not come back", name, e);
                care.say().accept(name + " does not come back, trying again: " + e.getMessage());
                later(TRY_AGAIN_MS);
                return;
            }
        }
        watch();
        care.changed().run();
    }

    private synchronized boolean isWanted() {
        return !closed && !care.stopping().getAsBoolean();
    }

    private void later(long ms) {
        var unused = CompletableFuture.runAsync(
                this::startAgain, CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS, KeptAlive::thread));
    }

    /** A thread for each task: a server may wait for another that waits to be started. */
    public static void thread(Runnable task) {
        Thread thread = new Thread(task, "kept-alive");
        thread.setDaemon(true);
        thread.start();
    }
}
