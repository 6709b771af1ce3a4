package org.govbrain.engine.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator hears over several channels, in the two ways that matter: in the order of time with event time close behind,
 * and as several tasks bring it, one far ahead of the others, with event time where the slowest of them is.
 *
 * @param heard each channel keeps its order, whatever the interleaving
 * @param looks instants of event time at which what stands is looked at, ascending; the last is after everything
 */
public record Skew<I>(List<Heard<I>> heard, List<Instant> looks) {

    /** No operator speaks more often than once a second: so long before a look event time stands still. */
    private static final Duration WITHIN = Duration.ofSeconds(2);

    /** An input that its channel brings when its own time has come to {@code at}. */
    public record Heard<I>(Instant at, int channel, I input) {}

    /** One step of a run: an input, event time, or, where both are null, a restart. */
    private record Step<I>(@Nullable I input, @Nullable Instant passTo) {}

    /** What a run says, into the documents that stand, by id. */
    public interface Index<R, I> {
        void take(R run, Map<String, Document> standing);

        /** Hears what the run hears, before it does. */
        default void hear(I input) {}

        /** Looks at what stands at a moment of event time. */
        default void look(Instant at, Map<String, Document> standing) {}
    }

    /** A document in the index: of its versions the highest stands. Without a text it is withdrawn. */
    public record Document(long revision, String text) {
        /** Writes it, as an index with external versions does. */
        public static void write(Map<String, Document> standing, String id, long revision, Object text) {
            standing.merge(
                    id, new Document(revision, text.toString()), (old, now) -> now.revision < old.revision ? old : now);
        }
    }

    public Skew {
        heard = List.copyOf(heard);
        looks = List.copyOf(looks);
    }

    /** Looks at equal distances until everything is over. */
    public static List<Instant> each(Duration distance, Instant from, Instant until) {
        List<Instant> looks = new ArrayList<>();
        for (Instant at = from; !at.isAfter(until); at = at.plus(distance)) {
            looks.add(at);
        }
        return looks;
    }

    /** What stands at each look if everything is heard in the order of time. */
    public <R extends KeyedRun<?, I, ?>> Map<Instant, Map<String, Document>> inOrder(R run, Index<? super R, I> index)
            throws Exception {
        List<Step<I>> steps = new ArrayList<>();
        List<Heard<I>> sorted = new ArrayList<>(heard);
        sorted.sort(Comparator.comparing(Heard::at));
        int next = 0;
        for (Instant look : looks) {
            for (; next < sorted.size() && !sorted.get(next).at.isAfter(look); next++) {
                steps.add(new Step<>(null, sorted.get(next).at.minusMillis(1)));
                steps.add(new Step<>(sorted.get(next).input, null));
            }
            steps.add(new Step<>(null, look));
        }
        return play(run, steps, index);
    }

    /**
     * What stands at each look if channels are up to {@code ahead} before the slowest of them, by chance, with {@code restarts}:
     * after each event time is unknown, and begins with what it was at most.
     */
    public <R extends KeyedRun<?, I, ?>> Map<Instant, Map<String, Document>> skewed(
            R run, Index<? super R, I> index, Duration ahead, int restarts, Random random) throws Exception {
        return play(run, skewed(ahead, restarts, random), index);
    }

    private List<Step<I>> skewed(Duration ahead, int restarts, Random random) {
        Map<Integer, List<Heard<I>>> channels = new TreeMap<>();
        for (Heard<I> each : heard) {
            channels.computeIfAbsent(each.channel, channel -> new ArrayList<>()).add(each);
        }
        channels.values().forEach(channel -> channel.sort(Comparator.comparing(Heard::at)));
        List<Step<I>> steps = new ArrayList<>();
        Instant now = min(oldest(channels.values()), looks.get(0)).minusMillis(1);
        int look = 0;
        List<Heard<I>> fast = List.of();
        while (look < looks.size()) {
            Instant reach = now.plus(ahead);
            List<List<Heard<I>>> open = channels.values().stream()
                    .filter(channel -> !channel.isEmpty() && !channel.get(0).at.isAfter(reach))
                    .toList();
            Instant latest = min(oldest(channels.values()).minusMillis(1), looks.get(look));
            if (!open.isEmpty() && (!latest.isAfter(now) || random.nextInt(8) > 0)) {
                if (!open.contains(fast) || random.nextInt(8) == 0) {
                    fast = open.get(random.nextInt(open.size()));
                }
                steps.add(new Step<>(fast.remove(0).input, null));
            } else {
                long wayMs = Duration.between(now, latest).toMillis();
                long roomMs = wayMs - WITHIN.toMillis();
                now = roomMs <= 0 || random.nextBoolean()
                        ? latest
                        : now.plusMillis(1 + (long) (random.nextDouble() * (double) roomMs));
                steps.add(new Step<>(null, now));
                look += now.equals(looks.get(look)) ? 1 : 0;
            }
        }
        for (int i = 0; i < restarts; i++) {
            steps.add(random.nextInt(steps.size()), new Step<>(null, null));
        }
        return steps;
    }

    /** The first look at which other documents stand, and which; empty if there is none. In the end revisions are equal too. */
    public String difference(Map<Instant, Map<String, Document>> expected, Map<Instant, Map<String, Document>> actual) {
        for (Instant look : looks) {
            Map<String, Document> standing = at(look, expected);
            Map<String, Document> others = at(look, actual);
            Set<String> ids = new TreeSet<>(standing.keySet());
            ids.addAll(others.keySet());
            String different = ids.stream()
                    .filter(id -> !isSame(standing.get(id), others.get(id), look.equals(end())))
                    .map(id -> id + "\n  " + others.get(id) + "\ninstead of\n  " + standing.get(id))
                    .collect(Collectors.joining("\n"));
            if (!different.isEmpty()) {
                return "at " + look + "\n" + different;
            }
        }
        return "";
    }

    private static boolean isSame(@Nullable Document one, @Nullable Document other, boolean withRevision) {
        if (one == null || other == null || withRevision) {
            return Objects.equals(one, other);
        }
        return one.text.equals(other.text);
    }

    /** What stands at one of the looks. */
    public static Map<String, Document> at(Instant look, Map<Instant, Map<String, Document>> stood) {
        return Objects.requireNonNull(stood.get(look), () -> "nobody looked at " + look);
    }

    /** The last of the looks. */
    public Instant end() {
        return looks.get(looks.size() - 1);
    }

    private static <I> Instant oldest(Collection<List<Heard<I>>> channels) {
        return channels.stream()
                .filter(channel -> !channel.isEmpty())
                .map(channel -> channel.get(0).at)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @SuppressWarnings("unchecked")
    private <R extends KeyedRun<?, I, ?>> Map<Instant, Map<String, Document>> play(
            R run, List<Step<I>> steps, Index<? super R, I> index) throws Exception {
        Map<String, Document> standing = new TreeMap<>();
        Map<Instant, Map<String, Document>> stood = new TreeMap<>();
        for (Step<I> step : steps) {
            if (step.input != null) {
                index.hear(step.input);
                run.hear(step.input);
            } else if (step.passTo != null) {
                run.passTo(step.passTo);
                index.take(run, standing);
                if (looks.contains(step.passTo)) {
                    index.look(step.passTo, standing);
                    Map<String, Document> now = new TreeMap<>(standing);
                    // Whether something that is no more was ever said depends on how far event time leaps.
                    now.values().removeIf(document -> document.text.isEmpty());
                    stood.put(step.passTo, now);
                }
            } else {
                index.take(run, standing);
                run.restart();
            }
        }
        index.take(run, standing);
        return stood;
    }
}
