package org.govbrain.engine.compact;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/** Events of which anything may be absent, from a seed. */
final class RandomEvents {
    private static final List<String> TEXTS =
            List.of("", "C-1", "110-20260302-QL-15-04-1", "治理", "é\u0080", "🚒", "\u007F");

    private final Random random;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    GovernanceEvent next() {
        boolean placed = random.nextBoolean();
        boolean hasOrigin = random.nextBoolean();
        return new GovernanceEvent(
                text(),
                instant(),
                pick(Stream.values()),
                pick(EventKind.values()),
                maybe(),
                hasOrigin ? pick(Stream.values()) : null,
                hasOrigin ? text() : null,
                text(),
                maybe(),
                maybe(),
                maybe(),
                random.nextBoolean() ? pick(Urgency.values()) : null,
                random.nextBoolean() ? instant() : null,
                maybe(),
                placed ? random.nextDouble() * 360 - 180 : null,
                placed ? -0.0 : null,
                maybe(),
                maybe(),
                maybe(),
                random.nextInt(3) - 1,
                random.nextBoolean() ? List.of() : List.of(text(), text()));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size())).repeat(random.nextInt(30));
    }

    private @Nullable String maybe() {
        return random.nextBoolean() ? text() : null;
    }

    /** Before and after the epoch, to the nanosecond or to the millisecond. */
    private Instant instant() {
        Instant whole = Instant.ofEpochMilli(random.nextLong() >> (16 + random.nextInt(40)));
        return random.nextBoolean() ? whole : whole.plusNanos(random.nextInt(1_000_000));
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
