package org.govbrain.engine.elastic;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.govbrain.domain.privacy.Masking;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.document.RejectedDocuments;
import org.govbrain.engine.elastic.BulkClient.Answer;
import org.govbrain.engine.elastic.PendingDocuments.Pending;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends documents in bulk until each is indexed, known to be outdated, or kept as rejected. A document is held, and part
 * of every checkpoint, until one of the three is certain, so a checkpoint never waits for Elasticsearch; when as many are
 * held as may be, {@code write} waits and so holds back the stream. Runs in the task's thread alone: answers and timers
 * come as mails.
 *
 * <p>What is urgent has a lane of its own: it waits neither for company nor behind what is not, and goes as soon as the
 * urgent request before it is answered.
 */
final class ElasticsearchWriter implements StatefulSinkWriter<DocumentWrite, DocumentWrite> {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchWriter.class);
    private static final int TOO_MANY_REQUESTS = 429;

    private final BulkSettings settings;
    private final Set<String> urgentIndices;
    private final BulkClient client;
    private final RejectedDocuments rejected;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService time;
    private final Backoff backoff;
    private final WriterMetrics metrics;

    private final PendingDocuments pending = new PendingDocuments();
    private final PendingDocuments urgent = new PendingDocuments();
    /** Halves of requests that were refused whole: sent as they are, to find the document that is to blame. */
    private final Deque<List<Pending>> halves = new ArrayDeque<>();
    /** Out of {@link #pending} or {@link #urgent} and not yet certain: in flight, waiting to be tried again, on the way to be kept. */
    private final Set<Pending> uncertain = Collections.newSetFromMap(new IdentityHashMap<>());

    private long uncertainBytes;
    private int inFlight;
    private boolean urgentInFlight;
    private long pausedUntilMs;
    private boolean lingerTimerRuns;
    private boolean lingered;

    ElasticsearchWriter(
            BulkSettings settings,
            Set<String> urgentIndices,
            BulkClient client,
            RejectedDocuments rejected,
            WriterInitContext context,
            Collection<DocumentWrite> restored) {
        this.settings = settings;
        this.urgentIndices = urgentIndices;
        this.client = client;
        this.rejected = rejected;
        this.mailbox = context.getMailboxExecutor();
        this.time = context.getProcessingTimeService();
        this.backoff = new Backoff(
                settings.retryMinMs(),
                settings.retryMaxMs(),
                settings.seed() + context.getTaskInfo().getIndexOfThisSubtask());
        this.metrics =
                new WriterMetrics(context.metricGroup(), this::requestsInFlight, this::heldDocuments, this::heldBytes);
        restored.forEach(write -> add(new Pending(write, 0)));
        sendWhatIsDue();
    }

    @Override
    public void write(DocumentWrite write, Context context) throws InterruptedException {
        while (heldDocuments() >= settings.bufferDocuments() || heldBytes() >= settings.bufferBytes()) {
            mailbox.yield();
        }
        add(new Pending(write, 0));
        sendWhatIsDue();
    }

    /** At a checkpoint there is nothing to wait for: what is held is in the snapshot. */
    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        while (endOfInput && heldDocuments() > 0) {
            lingered = true;
            sendWhatIsDue();
            mailbox.yield();
        }
    }

    @Override
    public List<DocumentWrite> snapshotState(long checkpointId) {
        return Stream.of(
                        urgent.writes().stream(),
                        pending.writes().stream(),
                        uncertain.stream().map(Pending::write))
                .flatMap(writes -> writes)
                .toList();
    }

    @Override
    public void close() {
        try (rejected) {
            client.close();
        }
    }

    private int requestsInFlight() {
        return inFlight + (urgentInFlight ? 1 : 0);
    }

    private int heldDocuments() {
        return urgent.size() + pending.size() + uncertain.size();
    }

    private long heldBytes() {
        return urgent.bytes() + pending.bytes() + uncertainBytes;
    }

    private void add(Pending document) {
        PendingDocuments lane = urgentIndices.contains(document.write().index()) ? urgent : pending;
        if (lane.add(document)) {
            metrics.coalesced.inc();
        }
    }

    private void hold(Pending document) {
        if (uncertain.add(document)) {
            uncertainBytes += document.write().sizeBytes();
        }
    }

    private void release(Pending document) {
        if (uncertain.remove(document)) {
            uncertainBytes -= document.write().sizeBytes();
        }
    }

    private void sendWhatIsDue() {
        if (!urgentInFlight && urgent.size() > 0 && nowMs() >= pausedUntilMs) {
            urgentInFlight = true;
            send(batch(urgent), () -> urgentInFlight = false);
        }
        while (inFlight < settings.inFlight() && nowMs() >= pausedUntilMs && somethingIsDue()) {
            inFlight++;
            send(halves.isEmpty() ? batch(pending) : halves.removeFirst(), () -> inFlight--);
        }
        if (pending.size() == 0) {
            lingered = false;
        } else if (!lingerTimerRuns && !lingered) {
            lingerTimerRuns = true;
            var unused = time.registerTimer(nowMs() + settings.lingerMs(), at -> {
                lingerTimerRuns = false;
                lingered = true;
                sendWhatIsDue();
            });
        }
    }

    /** A request that is not full waits for the one before it: small ones would stand in line before what is urgent. */
    private boolean somethingIsDue() {
        return !halves.isEmpty()
                || (lingered && pending.size() > 0 && inFlight == 0)
                || pending.size() >= settings.bulkDocuments()
                || pending.bytes() >= settings.bulkBytes();
    }

    private List<Pending> batch(PendingDocuments lane) {
        return lane.takeBatch(settings.bulkDocuments(), settings.bulkBytes());
    }

    private void send(List<Pending> batch, Runnable answered) {
        batch.forEach(this::hold);
        long sentMs = nowMs();
        List<DocumentWrite> writes = batch.stream().map(Pending::write).toList();
        var unused = client.index(writes, Instant.ofEpochMilli(sentMs))
                .whenComplete((answers, failure) -> mailbox.execute(
                        () -> {
                            answered.run();
                            metrics.answered(nowMs() - sentMs);
                            if (answers != null) {
                                settle(batch, answers);
                            } else {
                                settleRefused(batch, BulkClient.answer(failure));
                            }
                            sendWhatIsDue();
                        },
                        "answer to a bulk request"));
    }

    private void settleRefused(List<Pending> batch, Answer answer) {
        if (BulkOutcome.ofRequest(answer.status()) == BulkOutcome.RETRY) {
            tryLater(batch, answer, true);
        } else if (batch.size() > 1) {
            halves.add(batch.subList(0, batch.size() / 2));
            halves.add(batch.subList(batch.size() / 2, batch.size()));
        } else {
            keep(batch.get(0), answer);
        }
    }

    private void settle(List<Pending> batch, List<Answer> answers) {
        List<Pending> again = new ArrayList<>();
        @Nullable Answer why = null;
        for (int i = 0; i < batch.size(); i++) {
            Pending document = batch.get(i);
            Answer answer = answers.get(i);
            switch (BulkOutcome.of(answer.status())) {
                case INDEXED -> {
                    metrics.indexed(document.write());
                    release(document);
                }
                case ALREADY_THERE -> {
                    metrics.conflicts.inc();
                    release(document);
                }
                case REJECTED -> keep(document, answer);
                case RETRY -> {
                    why = why == null || answer.status() == TOO_MANY_REQUESTS ? answer : why;
                    again.add(document);
                }
            }
        }
        if (why != null) {
            // An overloaded cluster is left alone; one document that fails on its own must not hold up the others.
            tryLater(again, why, why.status() == TOO_MANY_REQUESTS || again.size() == batch.size());
        }
    }

    private void tryLater(List<Pending> documents, Answer why, boolean pause) {
        List<Pending> again = documents.stream().map(Pending::failedOnceMore).toList();
        int attempts = again.stream().mapToInt(Pending::attempts).max().orElseThrow();
        long delayMs = backoff.delayMs(attempts);
        metrics.retries.inc(again.size());
        LOG.warn(
                "Elasticsearch did not take {} documents (status {}, {}), attempt {}; trying again in {} ms",
                again.size(),
                why.status(),
                Masking.mask(why.error()),
                attempts,
                delayMs);
        documents.forEach(this::release);
        long atMs = nowMs() + delayMs;
        if (pause) {
            // Back among the others at once, so that a newer version that comes meanwhile takes its place.
            pausedUntilMs = Math.max(pausedUntilMs, atMs);
            again.forEach(this::add);
            lingered = true;
            var unused = time.registerTimer(atMs, at -> sendWhatIsDue());
        } else {
            again.forEach(this::hold);
            var unused = time.registerTimer(atMs, at -> {
                again.forEach(this::release);
                again.forEach(this::add);
                lingered = true;
                sendWhatIsDue();
            });
        }
    }

    private void keep(Pending document, Answer answer) {
        metrics.rejected.inc();
        var unused = rejected.keep(document.write(), answer.error())
                .whenComplete((kept, failure) -> mailbox.execute(
                        () -> {
                            if (failure == null) {
                                release(document);
                            } else {
                                tryLater(List.of(document), BulkClient.answer(failure), false);
                            }
                        },
                        "a rejected document is kept"));
    }

    private long nowMs() {
        return time.getCurrentProcessingTime();
    }
}
