package org.govbrain.engine.paging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PageRecord;
import org.govbrain.domain.alert.Receipt;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.input.CaughtUpWatermarks;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.input.TimelessWatermarks;
import org.govbrain.engine.kafka.HeldDocument;
import org.govbrain.engine.stepped.LiveReference;
import org.govbrain.engine.stepped.SteppedJob;
import org.govbrain.engine.stepped.SteppedSource;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.document.PageDocument;
import org.jspecify.annotations.Nullable;

/**
 * The whole paging job as it is drawn for a cluster, with a delivery worker that sends each message once and officers who answer
 * some: all partitions and tasks go as fast as chance has it, and the job is killed and goes on with more or fewer tasks. The clock
 * strikes when all that was said before is read, as {@code StepClock} does it.
 */
final class WholePaging {
    /** Partitions of the topics that alerts come from; behind them are those of the receipts. */
    static final int ALERTS = 5;

    private static final int RECEIPTS = 2;

    /** Of the last one nobody's answers come, so the time that the job knows is that of the last strike. */
    private static final int ACKS = 4;

    private static final String READ_ACKS = "read-govbrain-acks";
    private static final String READ_NEWS = "read-news";
    private static final String WRITE_PAGES = "write-govbrain-pages";

    private final PagingStory story;
    private final LiveReference reference;
    private final Random random;
    private final boolean savedEachStep;
    private int kills;

    private final List<List<PageInput>> news = new ArrayList<>();
    private final List<List<Inbound>> acks = new ArrayList<>();
    private final Map<String, Delivery> sent = new LinkedHashMap<>();
    private final Map<String, PageDocument> pages = new TreeMap<>();
    private final Map<Integer, Map<String, Answer>> answers = new TreeMap<>();
    private final Map<Answer, Integer> given = new LinkedHashMap<>();
    private int step;
    private Instant struck = PagingStory.struck(0);

    /** The machine's clock and the broker's: so long since the last strike, a minute more with each kill. */
    private Instant now = struck;

    private SteppedJob job;

    /**
     * What came of it.
     *
     * @param sent messages, each once, in the order in which the worker sent them
     * @param pages the newest line of each page
     * @param answers what officers answered, in which step
     */
    record Outcome(List<Delivery> sent, Map<String, PageDocument> pages, Map<Answer, Integer> answers) {}

    private WholePaging(PagingStory story, LiveReference reference, int kills, boolean savedEachStep, Random random)
            throws Exception {
        this.story = story;
        this.reference = reference;
        this.kills = kills;
        this.savedEachStep = savedEachStep;
        this.random = random;
        for (int i = 0; i < ALERTS + RECEIPTS; i++) {
            news.add(new ArrayList<>());
        }
        for (int i = 0; i < ACKS; i++) {
            acks.add(new ArrayList<>());
        }
        this.job = start(null);
    }

    /**
     * The story to its end.
     *
     * @param savedEachStep whether the clock strikes only when all before it is in a checkpoint; else a run may go on from many steps ago
     */
    static Outcome run(PagingStory story, int kills, boolean savedEachStep, Random random) throws Exception {
        LiveReference reference = new LiveReference("whole-paging");
        reference.publish(Instant.EPOCH, PagingStory.files());
        WholePaging run = new WholePaging(story, reference, kills, savedEachStep, random);
        try {
            run.play();
            return new Outcome(List.copyOf(run.sent.values()), run.pages, run.given);
        } finally {
            run.job.close();
        }
    }

    private void play() throws Exception {
        beat();
        settle();
        for (step = 1; step <= PagingStory.STEPS; step++) {
            if (step == PagingStory.STEPS / 2) {
                reference.publish(struck, PagingStory.nextRoster());
            }
            now = struck.plusSeconds(60);
            story.news().stream()
                    .filter(each -> each.step() == step)
                    .forEach(each -> news.get(each.partition()).add(each.input()));
            for (Answer answer : answers.getOrDefault(step, Map.of()).values()) {
                given.put(answer, step);
                acks.get(Math.floorMod(answer.eventId().hashCode(), ACKS - 1)).add(Inbound.of(answer, now));
            }
            settle();
            struck = PagingStory.struck(step);
            now = struck;
            beat();
            settle();
        }
        settle();
    }

    private void beat() {
        for (List<Inbound> partition : acks) {
            partition.add(Inbound.of(new SignOfLife(struck.plusMillis(251), null), now.plusMillis(251)));
        }
    }

    /** All that was said is read, and what came of that. */
    private void settle() throws Exception {
        boolean more = true;
        while (more) {
            if (random.nextInt(60) == 0) {
                job.checkpoint();
            }
            more = job.step();
            if (kills > 0 && random.nextInt(400) == 0) {
                kill();
                more = true;
            }
        }
        if (savedEachStep || step > PagingStory.STEPS || random.nextInt(8) == 0) {
            save();
        }
    }

    /** What a sink holds back is written with a checkpoint, and may make receipts. */
    private void save() throws Exception {
        int before;
        do {
            before = sent.size();
            job.checkpoint();
            toItsEnd();
        } while (sent.size() > before);
    }

    private void toItsEnd() throws Exception {
        boolean more = true;
        while (more) {
            more = job.step();
        }
    }

    /** Some time later it is set up again, and is told the time of the last strike again, for which it waits. */
    private void kill() throws Exception {
        kills--;
        SteppedJob.@Nullable Checkpoint from = job.newestCheckpoint();
        job.close();
        now = now.plus(Duration.ofMinutes(1));
        job = start(from);
        if (!savedEachStep || random.nextBoolean()) {
            toItsEnd();
        }
        beat();
    }

    private SteppedJob start(SteppedJob.@Nullable Checkpoint from) throws Exception {
        Map<String, SteppedSource<?>> sources = new HashMap<>();
        CaughtUpWatermarks time = new CaughtUpWatermarks(() -> now.toEpochMilli());
        sources.put(
                READ_ACKS,
                new SteppedSource<>(READ_ACKS, acks, time, each -> true, places(from, READ_ACKS), speeds(ACKS)));
        sources.put(
                READ_NEWS,
                new SteppedSource<>(
                        READ_NEWS,
                        news,
                        new TimelessWatermarks<>(),
                        each -> true,
                        places(from, READ_NEWS),
                        speeds(ALERTS + RECEIPTS)));
        return new SteppedJob(graph(1 + random.nextInt(4)), sources, this::take, now, from, random);
    }

    private StreamGraph graph(int tasks) {
        JobConfig settings =
                JobConfig.of(Map.of("kafka.bootstrap-servers", "localhost:9", "parallelism", String.valueOf(tasks)));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(PagingJob.config(settings));
        PagingJob.build(env, settings, reference);
        return env.getStreamGraph();
    }

    private static List<Integer> places(SteppedJob.@Nullable Checkpoint from, String uid) {
        return from == null ? List.of() : from.places().getOrDefault(uid, List.of());
    }

    private List<Integer> speeds(int partitions) {
        List<Integer> speeds = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            speeds.add(1 << random.nextInt(9));
        }
        return speeds;
    }

    private void take(String sink, Object value) {
        if (value instanceof Delivery delivery) {
            if (sent.putIfAbsent(delivery.deliveryId(), delivery) == null) {
                deliver(delivery);
            }
        } else if (sink.equals(WRITE_PAGES)) {
            PageDocument line = page(((HeldDocument) value).value());
            if (line.getKind().equals(PageRecord.Kind.PAGE.word())) {
                pages.merge(
                        line.getPageStepId(),
                        line,
                        (known, other) -> other.getRevision() > known.getRevision() ? other : known);
            }
        }
    }

    private static PageDocument page(byte[] bytes) {
        try {
            return SingleObject.decode(bytes, PageDocument.class);
        } catch (UndecodableException e) {
            throw new IllegalStateException("no page", e);
        }
    }

    /** Whether its recipient got it. */
    static boolean isReached(Delivery delivery) {
        return isReached(fate(delivery));
    }

    private static boolean isReached(Random fate) {
        return fate.nextInt(12) > 0;
    }

    private static Random fate(Delivery delivery) {
        return new Random(delivery.deliveryId().hashCode());
    }

    /** At once; one of twelve can't be reached, and one of two who are asked answers in the next even step. */
    private void deliver(Delivery delivery) {
        Random fate = fate(delivery);
        boolean reached = isReached(fate);
        news.get(ALERTS + fate.nextInt(RECEIPTS))
                .add(PageInput.of(new Receipt(
                        delivery.deliveryId(),
                        delivery.pageId(),
                        delivery.issuedAt(),
                        "inbox",
                        reached ? Receipt.State.SENT : Receipt.State.FAILED,
                        !reached,
                        null)));
        int choice = fate.nextInt(8);
        if (reached && delivery.purpose().asks() && choice < 4) {
            Answer.Action action = switch (choice) {
                case 0 -> Answer.Action.RESOLVE;
                case 1 -> Answer.Action.ESCALATE;
                default -> Answer.Action.ACK;
            };
            Answer answer = new Answer(
                    "a" + delivery.deliveryId(),
                    delivery.issuedAt().plusMillis(1 + fate.nextInt(200)),
                    delivery.pageId(),
                    delivery.recipient(),
                    action);
            // Of two who answer at once it is chance who is heard first, and an escalation is not taken back.
            answers.computeIfAbsent(step + 2 - step % 2, each -> new TreeMap<>())
                    .merge(
                            answer.pageId(),
                            answer,
                            (one, other) -> one.eventId().compareTo(other.eventId()) < 0 ? one : other);
        }
    }
}
