package org.govbrain.engine.follow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Records in partitions: within one they keep their order, and of which partition some are read next is chance. Event time is
 * where the slowest of them is.
 */
public final class Partitions<T> {
    private final List<List<T>> records;
    private final Function<T, Instant> at;
    private final int[] read;
    private int last;

    private Partitions(List<List<T>> records, Function<T, Instant> at, int[] read) {
        this.records = records;
        this.at = at;
        this.read = read;
    }

    /** Deals records out by chance; each comes up to {@code lateMs} later than it happened. */
    public static <T> Partitions<T> deal(
            List<T> records, Function<T, Instant> at, int partitions, int lateMs, Random random) {
        List<List<T>> dealt = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            dealt.add(new ArrayList<>());
        }
        record Arrival<T>(T record, Instant at) {}
        records.stream()
                .map(each -> new Arrival<>(each, at.apply(each).plusMillis(random.nextInt(lateMs))))
                .sorted(Comparator.comparing(Arrival::at))
                .forEach(each -> dealt.get(random.nextInt(partitions)).add(each.record));
        return new Partitions<>(dealt, at, new int[partitions]);
    }

    /** The same as they stand now, read on independently of these. */
    public Partitions<T> copy() {
        return new Partitions<>(records, at, read.clone());
    }

    /** How many are left. */
    public int left() {
        int left = 0;
        for (int i = 0; i < read.length; i++) {
            left += records.get(i).size() - read[i];
        }
        return left;
    }

    /** The next record of a partition that is not read to its end. */
    public T next(Random random) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < read.length; i++) {
            if (read[i] < records.get(i).size()) {
                open.add(i);
            }
        }
        if (!open.contains(last) || random.nextInt(10) == 0) {
            last = open.get(random.nextInt(open.size()));
        }
        return records.get(last).get(read[last]++);
    }

    /** Event time; 1970 until something of each was read. */
    public Instant eventTime() {
        Instant least = Instant.MAX;
        for (int i = 0; i < read.length; i++) {
            List<T> heard = records.get(i).subList(0, read[i]);
            Instant newest = heard.isEmpty()
                    ? Instant.EPOCH
                    : Collections.max(heard.stream().map(at).toList());
            least = newest.isBefore(least) ? newest : least;
        }
        return least;
    }
}
