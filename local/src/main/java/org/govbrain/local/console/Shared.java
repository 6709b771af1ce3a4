package org.govbrain.local.console;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Gives the same answer to everybody who asks the same within a moment: ten screens cost Elasticsearch as much as one. */
final class Shared<T> {
    private static final int MOST = 500;

    private record Entry<T>(long at, FutureTask<T> task) {}

    private final ConcurrentHashMap<String, Entry<T>> entries = new ConcurrentHashMap<>();
    private final long momentNanos;
    private final LongSupplier nanoTime;

    Shared(long momentNanos, LongSupplier nanoTime) {
        this.momentNanos = momentNanos;
        this.nanoTime = nanoTime;
    }

    /** The answer of a moment ago, or a new one. Whatever the question throws is thrown as the cause. */
    T get(String key, Supplier<T> question) throws ExecutionException, InterruptedException {
        long now = nanoTime.getAsLong();
        if (entries.size() > MOST) {
            entries.values().removeIf(entry -> now - entry.at > momentNanos);
        }
        Entry<T> entry = entries.compute(
                key,
                (k, old) -> old != null && now - old.at <= momentNanos
                        ? old
                        : new Entry<>(now, new FutureTask<>(question::get)));
        // Only the first caller runs it; the others wait for its answer.
        entry.task.run();
        Future<T> answer = entry.task;
        return answer.get();
    }
}
