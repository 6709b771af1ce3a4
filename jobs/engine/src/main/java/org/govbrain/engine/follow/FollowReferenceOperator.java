package org.govbrain.engine.follow;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.govbrain.engine.recent.RecentStateOperator;

/**
 * Lets every key of a function that is {@link Following} hear of changed reference data. A broadcast could reach the state of every
 * key, but not its timers, and a clock that adopts a new deadline needs its timer.
 */
public final class FollowReferenceOperator<K, I, O> extends RecentStateOperator<K, I, O> {
    private static final long serialVersionUID = 1L;

    private final Following following;

    /** Runs a function that is keyed by {@code K}. */
    public <F extends KeyedProcessFunction<K, I, O> & Following> FollowReferenceOperator(F function) {
        super(function);
        this.following = function;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (following.look()) {
            TimerService timers = timers();
            for (Object key : keys()) {
                setCurrentKey(key);
                following.hearOfReference(mark.getTimestamp(), timers);
            }
        }
        super.processWatermark(mark);
    }

    /** The very ones that the function sets itself: they are found by their name. */
    private TimerService timers() {
        InternalTimerService<VoidNamespace> service =
                getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
        return new SimpleTimerService(service);
    }

    /** Collected first, because state that is looked at while its keys are walked over may move. */
    private Collection<Object> keys() throws Exception {
        storeRecent();
        KeyedStateBackend<K> backend = getKeyedStateBackend();
        Set<Object> keys = new LinkedHashSet<>();
        try (Stream<K> known = backend.getKeys(following.stateName(), VoidNamespace.INSTANCE)) {
            known.forEach(keys::add);
        }
        int groups = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
        for (String key : following.namedKeys()) {
            int group = KeyGroupRangeAssignment.assignToKeyGroup(key, groups);
            if (((CheckpointableKeyedStateBackend<K>) backend)
                    .getKeyGroupRange()
                    .contains(group)) {
                keys.add(key);
            }
        }
        return keys;
    }
}
