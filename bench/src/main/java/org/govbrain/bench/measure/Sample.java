package org.govbrain.bench.measure;

/**
 * One timed run.
 *
 * @param units what it worked through: events, documents
 * @param wallMs how long it took
 * @param cpuMs processor time of this JVM meanwhile, of all its threads; servers in child processes are not in it
 */
public record Sample(long units, double wallMs, double cpuMs) {

    /** Units a second. */
    public double perSecond() {
        return units / wallMs * 1_000;
    }

    /** Processor time for a unit, in microseconds. */
    public double cpuMicros() {
        return cpuMs * 1_000 / units;
    }
}
