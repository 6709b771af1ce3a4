package org.govbrain.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Time and processor time since it was started. */
public final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double NANOS_PER_MS = 1e6;

    private final long startedNanos = System.nanoTime();
    private final long startedCpuNanos = SYSTEM.getProcessCpuTime();

    private Stopwatch() {}

    public static Stopwatch start() {
        return new Stopwatch();
    }

    /** What went by until now, for so many units. */
    public Sample stop(long units) {
        return new Sample(
                units,
                (System.nanoTime() - startedNanos) / NANOS_PER_MS,
                (SYSTEM.getProcessCpuTime() - startedCpuNanos) / NANOS_PER_MS);
    }
}
