package org.govbrain.local.delivery;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that wait for channels' answers. */
final class Senders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
    private static final int THREADS = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "delivery-send");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Sends one message.
     *
     * @param channel null when there is none of that name
     * @param done takes what became of it, in another thread
     */
    void send(Parcel parcel, @Nullable Channel channel, BiConsumer<Parcel, SendResult> done) {
        threads.execute(() -> {
            try {
                done.accept(parcel, channel == null ? SendResult.refused("no such channel") : channel.send(parcel));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                String what = e.getClass().getSimpleName();
                LOG.warn("The channel {} failed: {}", parcel.channel(), what);
                done.accept(parcel, SendResult.tryAgain(0, what));
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            var unused = threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
