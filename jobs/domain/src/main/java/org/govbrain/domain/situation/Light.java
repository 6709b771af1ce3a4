package org.govbrain.domain.situation;

import java.util.List;
import java.util.Locale;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockState;

/** The lamp of a case or a grid: a function of its clocks and of nothing else. Declared from calm to alarming. */
public enum Light {
    GREEN,
    YELLOW,
    RED;

    /** Red while a deadline is missed and the step not yet done, yellow while one is close. */
    public static Light of(List<Clock> clocks) {
        Light light = GREEN;
        for (int i = 0; i < clocks.size(); i++) {
            Clock clock = clocks.get(i);
            if (clock.state() == ClockState.BREACHED && clock.stoppedAt() == null) {
                return RED;
            }
            if (clock.state() == ClockState.WARNED) {
                light = YELLOW;
            }
        }
        return light;
    }

    /** The word in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a number, for what colours by numbers. */
    public long level() {
        return switch (this) {
            case GREEN -> 0;
            case YELLOW -> 1;
            case RED -> 2;
        };
    }
}
