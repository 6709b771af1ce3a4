package org.govbrain.engine.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State in RocksDB whose newest values are in memory, of two keys here, is the state that it would be without. */
class RecentStateOperatorTest {
    private static final int KEYS = 5;
    private static final int STEPS = 2_000;

    @TempDir
    Path folder;

    @Test
    void eachKeyHasTheValueThatItWasGivenLastAcrossRestarts() throws Exception {
        Map<String, String> expected = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        Random random = new Random(28);
        Run run = new Run(null);
        for (int step = 0; step < STEPS; step++) {
            String key = "k" + random.nextInt(KEYS);
            // Each third time it is taken away, so that some are taken away that were never stored.
            String given = random.nextInt(3) == 0 ? "" : "v" + step;
            String found = run.hear(key + "=" + given);
            if (!found.equals(expected.getOrDefault(key, ""))) {
                wrong.add("step " + step + ": " + key + " was " + found + ", not " + expected.get(key));
            }
            expected.put(key, given);
            if (step % 200 == 199) {
                OperatorSubtaskState checkpoint = run.checkpoint();
                run.close();
                run = new Run(checkpoint);
            }
        }
        run.close();
        assertThat(wrong).isEmpty();
    }

    @Test
    void aCheckpointHasWhatWasOnlyInMemoryAndNothingThatWasTakenAway() throws Exception {
        Run run = new Run(null);
        run.hear("k1=one");
        run.hear("k2=two");
        run.hear("k2=");
        assertThat(run.stored()).as("nothing is written that may change again").isEmpty();
        run.hear("k3=three");
        assertThat(run.stored()).as("who was heard of longest ago").containsOnlyKeys("k1");
        run.checkpoint();
        assertThat(run.stored()).containsOnly(Map.entry("k1", "one"), Map.entry("k3", "three"));
        run.close();
    }

    /** The function on RocksDB. */
    private final class Run {
        private final KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;
        private final RecentStateOperator<String, String, String> operator =
                new RecentStateOperator<>(new ExchangeFunction(), 2);

        private Run(@Nullable OperatorSubtaskState from) throws Exception {
            harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    operator, input -> input.substring(0, input.indexOf('=')), Types.STRING);
            EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend();
            backend.getMemoryConfiguration().setUseManagedMemory(false);
            harness.setStateBackend(backend);
            harness.setCheckpointStorage(new FileSystemCheckpointStorage(folder.toUri()));
            if (from != null) {
                harness.initializeState(from);
            }
            harness.open();
        }

        private String hear(String input) throws Exception {
            harness.processElement(new StreamRecord<>(input));
            List<String> said = harness.extractOutputValues();
            return said.get(said.size() - 1);
        }

        private OperatorSubtaskState checkpoint() throws Exception {
            return harness.snapshot(1, 1);
        }

        /** What the state says by itself. */
        private Map<String, String> stored() throws Exception {
            var backend = operator.<String>getKeyedStateBackend();
            ValueState<String> state = operator.getKeyedStateStore().getState(ExchangeFunction.VALUE);
            Map<String, String> stored = new TreeMap<>();
            List<String> keys;
            try (var known = backend.getKeys(ExchangeFunction.VALUE.getName(), VoidNamespace.INSTANCE)) {
                keys = known.toList();
            }
            for (String key : keys) {
                backend.setCurrentKey(key);
                stored.put(key, state.value());
            }
            return stored;
        }

        private void close() throws Exception {
            harness.close();
        }
    }

    /** Says the value that a key had, and gives it another one; an empty one takes it away. */
    private static final class ExchangeFunction extends KeyedProcessFunction<String, String, String> {
        private static final long serialVersionUID = 1L;

        /** What each key was given last. */
        private static final ValueStateDescriptor<String> VALUE = new ValueStateDescriptor<>("value", String.class);

        private transient ValueState<String> values;

        @Override
        public void open(OpenContext context) {
            values = getRuntimeContext().getState(VALUE);
        }

        @Override
        public void processElement(String input, Context context, Collector<String> out) throws Exception {
            String before = values.value();
            out.collect(before == null ? "" : before);
            String given = input.substring(input.indexOf('=') + 1);
            if (given.isEmpty()) {
                values.clear();
            } else {
                values.update(given);
            }
        }
    }
}
