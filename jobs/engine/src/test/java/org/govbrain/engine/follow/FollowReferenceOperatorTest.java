package org.govbrain.engine.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class FollowReferenceOperatorTest {

    @Test
    void everyKeyHearsOfNewsBeforeItsFirstCheckpointToo() throws Exception {
        assertThat(said(new HashMapStateBackend())).containsExactlyInAnyOrder("a heard", "b heard");
        EmbeddedRocksDBStateBackend rocksDb = new EmbeddedRocksDBStateBackend();
        rocksDb.getMemoryConfiguration().setUseManagedMemory(false);
        assertThat(said(rocksDb)).as("in RocksDB").containsExactlyInAnyOrder("a heard", "b heard");
    }

    private static List<String> said(StateBackend backend) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<String, String, String>(
                new FollowReferenceOperator<>(new TellFunction()), key -> key, Types.STRING);
        harness.setStateBackend(backend);
        harness.open();
        harness.processElement(new StreamRecord<>("a"));
        harness.processElement(new StreamRecord<>("b"));
        harness.processWatermark(1);
        List<String> said = harness.extractOutputValues();
        harness.close();
        return said;
    }

    /** Says by a timer what it was told of the reference data, with each watermark. */
    private static final class TellFunction extends KeyedProcessFunction<String, String, String> implements Following {
        private static final long serialVersionUID = 1L;

        /** What a key knows. */
        private static final ValueStateDescriptor<String> KNOWN = new ValueStateDescriptor<>("known", String.class);

        private transient ValueState<String> known;

        @Override
        public void open(OpenContext context) {
            known = getRuntimeContext().getState(KNOWN);
        }

        @Override
        public void processElement(String key, Context context, Collector<String> out) throws Exception {
            known.update(key);
        }

        @Override
        public boolean look() {
            return true;
        }

        @Override
        public String stateName() {
            return KNOWN.getName();
        }

        @Override
        public void hearOfReference(long watermark, TimerService timers) throws Exception {
            known.update(known.value() + " heard");
            timers.registerEventTimeTimer(watermark);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
            out.collect(known.value());
        }
    }
}
