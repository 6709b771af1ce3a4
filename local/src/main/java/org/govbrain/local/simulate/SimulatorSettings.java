package org.govbrain.local.simulate;

import java.time.ZoneId;

/**
 * What kind of days are simulated.
 *
 * @param seed of everything that happens; the city has its own
 * @param hotspots whether hotspots are put in, beside the everyday
 * @param lateness how often promises are missed: 1 as usual, 0 never
 * @param busy incidents, reports and findings in each grid, by those of the usual day; patrols and hotspots that are put in
 *     stay as many
 */
public record SimulatorSettings(long seed, boolean hotspots, double lateness, double busy) {
    /** Where the city's days begin and end. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public static SimulatorSettings of(long seed) {
        return new SimulatorSettings(seed, true, 1, 1);
    }
}
