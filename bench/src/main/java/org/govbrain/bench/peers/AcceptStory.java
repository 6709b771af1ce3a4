package org.govbrain.bench.peers;

import java.io.Serial;
import java.io.Serializable;
import java.util.function.Consumer;

/**
 * Cases that are reported one after the other; of a hundred, 88 are accepted in time, two late and ten never. Nothing of it is
 * kept: what happens in a step follows from its number.
 */
public record AcceptStory(long cases) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** How long a case may wait, in milliseconds. */
    public static final long GOAL_MS = 600_000;

    /** From one step to the next, so that about a thousand cases are within their ten minutes at once. */
    private static final long STEP_MS = 600;

    private static final long IN_TIME_STEPS = 300;
    private static final long LATE_STEPS = 1_200;
    private static final int HUNDRED = 100;
    private static final int NEVER = 10;
    private static final int LATE = 12;

    /** How many steps there are: until the last of the late ones is accepted. */
    public long steps() {
        return cases + LATE_STEPS;
    }

    /** What happens in a step, all of it at one instant. */
    public void tell(long step, Consumer<PeerEvent> listener) {
        if (step < cases) {
            listener.accept(event(step, false, step));
        }
        if (isCase(step - IN_TIME_STEPS) && lot(step - IN_TIME_STEPS) >= LATE) {
            listener.accept(event(step - IN_TIME_STEPS, true, step));
        }
        if (isCase(step - LATE_STEPS) && isLate(step - LATE_STEPS)) {
            listener.accept(event(step - LATE_STEPS, true, step));
        }
    }

    /** All events of all steps. */
    public long events() {
        long never = 0;
        for (long number = 0; number < cases; number++) {
            never += lot(number) < NEVER ? 1 : 0;
        }
        return 2 * cases - never;
    }

    /** How many are not accepted in time. */
    public long breaches() {
        long missed = 0;
        for (long number = 0; number < cases; number++) {
            missed += lot(number) < LATE ? 1 : 0;
        }
        return missed;
    }

    private boolean isCase(long number) {
        return number >= 0 && number < cases;
    }

    private static boolean isLate(long number) {
        return lot(number) >= NEVER && lot(number) < LATE;
    }

    /** 0 to 99, spread without a pattern. */
    private static int lot(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return (int) Long.remainderUnsigned(mixed ^ mixed >>> 32, HUNDRED);
    }

    private static PeerEvent event(long number, boolean accepted, long step) {
        // Not at zero: where event time goes on with each event, Flink CEP did not find the breach that began then.
        return new PeerEvent("C" + number, accepted, (step + 1) * STEP_MS);
    }
}
