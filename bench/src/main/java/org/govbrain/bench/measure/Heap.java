package org.govbrain.bench.measure;

import java.lang.management.ManagementFactory;

/** The heap of this JVM. */
public final class Heap {
    private static final double MIB = 1 << 20;

    private Heap() {}

    /** MiB in use after the garbage was taken out. */
    public static double usedMib() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }
}
