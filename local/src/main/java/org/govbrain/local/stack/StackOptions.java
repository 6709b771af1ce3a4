package org.govbrain.local.stack;

import java.time.Duration;
import java.util.Map;
import org.govbrain.local.pacemaker.ClockMode;

/**
 * How a stack is to run.
 *
 * @param quiet how long the input must be silent before the data's own clock beats
 * @param checkpointInterval how often the jobs save their state
 * @param city reference files by name that are loaded if none was ever loaded; none for a person who brings another city
 */
public record StackOptions(
        Installation installation,
        StackFolder folder,
        Ports ports,
        ClockMode clock,
        Duration quiet,
        Duration checkpointInterval,
        Map<String, byte[]> city) {
    private static final Duration USUAL_QUIET = Duration.ofSeconds(15);
    private static final Duration USUAL_CHECKPOINTS = Duration.ofSeconds(10);

    /** As a person starts it. */
    public static StackOptions usual(StackFolder folder, Ports ports, ClockMode clock, Map<String, byte[]> city) {
        return new StackOptions(Installation.find(), folder, ports, clock, USUAL_QUIET, USUAL_CHECKPOINTS, city);
    }
}
