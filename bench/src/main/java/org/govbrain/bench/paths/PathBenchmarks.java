package org.govbrain.bench.paths;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH times, each in a JVM of its own: one thread, one event or case a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PathBenchmarks {
    /** Of the simulated days. */
    @Param("1")
    public long seed;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare first
    private PathSteps steps;

    @Setup
    public void prepare() {
        steps = new PathSteps(seed);
    }

    @Benchmark
    public Object decode() {
        return steps.decode();
    }

    @Benchmark
    public Object locate() {
        return steps.locate();
    }

    @Benchmark
    public Object fold() {
        return steps.fold();
    }

    @Benchmark
    public Object encode() {
        return steps.encode();
    }
}
