package org.govbrain.local.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.govbrain.local.stack.StackFolder;
import org.govbrain.local.stack.StackState;

/** One stack that is fed while faults happen to it, until it has ended with what the backtest says, or has not in time. */
final class ChaosRun {
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(6);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** These need wires in the stack. */
    private static final Set<FaultKind> SLOW = Set.of(FaultKind.SLOW_KAFKA, FaultKind.SLOW_ELASTICSEARCH);

    private final Setting setting;
    private final FaultPlan plan;
    private final Consumer<String> say;

    /**
     * Where a run finds its input and how long it lasts.
     *
     * @param folder of the stack
     * @param events folder of the simulated events, with their reference data
     * @param expected folder of the backtest's documents
     * @param vitals file to which memory and state are written over time
     * @param feeding how long the input is spread over
     * @param parts into which the input is cut
     * @param inStep whether each part waits until the one before is settled, see {@link StepClock}; else the clock waits for nobody
     * @param asInThoseDays whether each record is told to have arrived when it happened, see {@link ArrivedWhenItHappened}
     * @param faultLength how long a fault lasts that lasts
     */
    record Setting(
            StackFolder folder,
            Path events,
            Path expected,
            Path log,
            int taskManagers,
            Path vitals,
            Duration feeding,
            int parts,
            boolean inStep,
            boolean asInThoseDays,
            Duration faultLength,
            long seed) {}

    /**
     * What became of a run.
     *
     * @param faults what happened, one line each
     * @param sent records that the broker has confirmed
     * @param distinct different events among them
     * @param rejected records that had to become dead letters
     * @param ends of the parts, in the data's time
     * @param vitals memory and state over time
     */
    record Result(
            List<String> faults,
            long sent,
            long distinct,
            long rejected,
            List<Instant> ends,
            Outcome outcome,
            List<Vitals.Span> vitals) {}

    ChaosRun(Setting setting, FaultPlan plan, Consumer<String> say) {
        this.setting = setting;
        this.plan = plan;
        this.say = say;
    }

    Result run() throws Exception {
        if (plan.faults().stream().anyMatch(fault -> SLOW.contains(fault.kind()))) {
            Files.createDirectories(setting.folder().slow());
        }
        Feed feed = new Feed(setting.events(), setting.folder(), setting.asInThoseDays());
        Faults faults = new Faults(setting.folder(), this::start, setting.faultLength(), setting.seed());
        List<String> happened = new ArrayList<>();
        try {
            say.accept("The stack runs; " + feed.lines() + " events over "
                    + setting.feeding().toSeconds() + " s");
            AtomicBoolean stopping = new AtomicBoolean();
            Thread feeder = new Thread(() -> feed(feed, stopping), "chaos-feed");
            feeder.setDaemon(true);
            Instant begin = Instant.now();
            feeder.start();
            Vitals vitals = Vitals.watch(faults::brain, setting.vitals());
            try {
                for (FaultPlan.Fault fault : plan.faults()) {
                    sleepUntil(begin.plusMillis(
                            (long) (fault.at() * setting.feeding().toMillis())));
                    String line = String.format(
                            "%5.1f s  %s: %s",
                            Duration.between(begin, Instant.now()).toMillis() / 1000.0,
                            fault.kind(),
                            fault.kind().sentence());
                    say.accept(line);
                    happened.add(line);
                    faults.happen(fault.kind());
                }
                feeder.join();
            } finally {
                stopping.set(true);
                vitals.end();
            }
            say.accept("All is sent; waiting for the index to say what the backtest says");
            Outcome outcome = await(faults);
            return new Result(
                    happened,
                    feed.sent(),
                    feed.distinct(),
                    faults.rejected(),
                    feed.ends(setting.parts()),
                    outcome,
                    vitals.spans());
        } finally {
            faults.brain().close();
        }
    }

    private BrainProcess start(int parallelism) {
        BrainProcess brain = BrainProcess.start(
                setting.folder(),
                setting.events().resolve("reference"),
                setting.taskManagers(),
                parallelism,
                setting.log(),
                setting.inStep() ? StepClock.OPTIONS : BrainProcess.SOON_QUIET);
        if (setting.asInThoseDays()) {
            ArrivedWhenItHappened.allow(brain.state().ports().kafka());
        }
        return brain;
    }

    private String broker() {
        return "127.0.0.1:" + StackState.get(setting.folder()).ports().kafka();
    }

    private void feed(Feed feed, AtomicBoolean stopping) {
        Instant begin = Instant.now();
        List<Instant> ends = feed.ends(setting.parts());
        Instant fed = Instant.MIN;
        try (StepClock clock = StepClock.start(this::broker, feed.first(), stopping::get)) {
            for (int part = 0; part < ends.size() && !stopping.get(); part++) {
                while (!feed.send(fed, ends.get(part)) && !stopping.get()) {
                    TimeUnit.SECONDS.sleep(1);
                }
                fed = ends.get(part);
                if (!(setting.inStep() ? clock.strike(fed) : clock.say(fed))) {
                    say.accept("Not everybody knows what was fed up to " + fed + "; going on");
                }
                // What a fault has held up is caught up with.
                sleepUntil(begin.plusMillis((part + 1) * setting.feeding().toMillis() / ends.size()));
            }
            if (setting.inStep() && !clock.awaitPages()) {
                say.accept("Not all pages are indexed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome await(Faults faults) throws InterruptedException {
        Instant end = Instant.now()
                .plus(setting.feeding().compareTo(LEAST_PATIENCE) > 0 ? setting.feeding() : LEAST_PATIENCE);
        Outcome last = null;
        String trouble = "";
        while (Instant.now().isBefore(end)) {
            try {
                last = Outcome.of(faults.brain().elasticsearch(), setting.expected());
                if (last.differences().isEmpty() && last.deadLetters() == faults.rejected()) {
                    return last;
                }
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
        if (last == null) {
            throw new IllegalStateException("Elasticsearch could not be read: " + trouble);
        }
        return last;
    }

    private static void sleepUntil(Instant at) throws InterruptedException {
        long ms = Duration.between(Instant.now(), at).toMillis();
        if (ms > 0) {
            TimeUnit.MILLISECONDS.sleep(ms);
        }
    }
}
