package org.govbrain.local.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.govbrain.local.delivery.MessageText;
import org.govbrain.local.inbox.Letters.Letter;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.input.AckAction;

/**
 * The officers of the sample city: of ten messages five are read and acknowledged within two minutes, half of these then resolved,
 * one is passed on, and four are left to escalate.
 */
public final class DemoOfficers implements AutoCloseable {
    private static final long STEP_MS = 1_000;

    private final LetterReader reader;
    private final InstantSource clock;
    private final Instant since;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "demo-officers");

    private DemoOfficers(LetterReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Begins to answer what arrives from now on. */
    public static DemoOfficers start(LetterReader reader, InstantSource clock) {
        DemoOfficers officers = new DemoOfficers(reader, clock);
        officers.thread.setDaemon(true);
        officers.thread.start();
        return officers;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stop.await(STEP_MS, TimeUnit.MILLISECONDS)) {
                reader.letters().newest().forEach(this::answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Letter letter) {
        DeliveryReceipt receipt = letter.receipt();
        if (receipt == null
                || receipt.getAt().isBefore(since)
                || letter.isOver()
                || !MessageText.asksForAnswer(letter.request())) {
            return;
        }
        // Of the id alone: the same message is answered alike in every run.
        SplittableRandom chance =
                new SplittableRandom(letter.request().getDeliveryId().hashCode());
        int kind = chance.nextInt(10);
        Instant answerAt = receipt.getAt().plusSeconds(15 + chance.nextInt(105));
        boolean resolves = chance.nextInt(2) == 0;
        Instant now = clock.instant();
        if (kind > 5 || now.isBefore(answerAt)) {
            return;
        }
        reader.seen(letter, now);
        boolean unused = reader.answer(letter.request(), kind == 5 ? AckAction.ESCALATE : AckAction.ACK, null, now);
        if (kind < 5 && resolves && now.isAfter(answerAt.plusSeconds(60 + chance.nextInt(120)))) {
            unused = reader.answer(letter.request(), AckAction.RESOLVE, null, now);
        }
    }
}
