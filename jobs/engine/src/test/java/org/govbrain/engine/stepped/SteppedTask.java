package org.govbrain.engine.stepped;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** One task: what it hears over each of its channels, in that channel's order, and where what it says goes. */
abstract class SteppedTask {
    final String uid;
    final int index;
    final List<Edge> edges = new ArrayList<>();
    boolean slow;

    /** A checkpoint that is complete and of which the task has not heard; 0 for none. */
    long completed;

    private final List<Channel> channels = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;

    SteppedTask(String uid, int index) {
        this.uid = uid;
        this.index = index;
    }

    /** A barrier in a channel. */
    record Barrier(long checkpoint) {}

    /** What waits between two tasks. */
    static final class Channel {
        private final Queue<Object> waiting = new ArrayDeque<>();
        private long watermark = Long.MIN_VALUE;
        private boolean blocked;

        private boolean isOpen() {
            return !blocked && !waiting.isEmpty();
        }
    }

    /** Where records of an output go; all else goes to all channels. */
    record Edge(@Nullable OutputTag<?> tag, List<Channel> channels, ToIntFunction<Object> route) {
        void send(StreamRecord<?> record) {
            channels.get(route.applyAsInt(record.getValue())).waiting.add(record);
        }

        private void tell(Object mark) {
            channels.forEach(channel -> channel.waiting.add(mark));
        }
    }

    final Channel open() {
        Channel channel = new Channel();
        channels.add(channel);
        return channel;
    }

    final void tell(Object mark) {
        edges.forEach(edge -> edge.tell(mark));
    }

    boolean hasWork() {
        return completed > 0 || channels.stream().anyMatch(Channel::isOpen);
    }

    /** Takes one thing from any channel that is not held up by a barrier. */
    void step(Random random, SteppedJob job) throws Exception {
        if (completed > 0) {
            long complete = completed;
            completed = 0;
            complete(complete);
            return;
        }
        List<Channel> open = channels.stream().filter(Channel::isOpen).toList();
        Channel channel = open.get(random.nextInt(open.size()));
        Object next = channel.waiting.remove();
        if (next instanceof Watermark mark) {
            channel.watermark = Math.max(channel.watermark, mark.getTimestamp());
            long least =
                    channels.stream().mapToLong(each -> each.watermark).min().orElseThrow();
            if (least > watermark) {
                watermark = least;
                pass(new Watermark(least));
            }
        } else if (next instanceof Barrier barrier) {
            channel.blocked = true;
            if (channels.stream().allMatch(each -> each.blocked)) {
                channels.forEach(each -> each.blocked = false);
                save(barrier, job);
            }
        } else {
            hear((StreamRecord<?>) next);
        }
    }

    abstract void hear(StreamRecord<?> record) throws Exception;

    abstract void pass(Watermark mark) throws Exception;

    abstract void save(Barrier barrier, SteppedJob job) throws Exception;

    abstract void complete(long checkpoint) throws Exception;

    abstract void close();
}
