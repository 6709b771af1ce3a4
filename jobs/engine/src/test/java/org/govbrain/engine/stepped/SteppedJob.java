package org.govbrain.engine.stepped;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.apache.flink.streaming.runtime.partitioner.RebalancePartitioner;
import org.apache.flink.streaming.runtime.partitioner.StreamPartitioner;
import org.govbrain.engine.stepped.SteppedTask.Channel;
import org.govbrain.engine.stepped.SteppedTask.Edge;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is drawn, edges and all, whose tasks take their steps by hand: which task is next, from which of its channels it
 * reads, and which partition a source reads is chance, so any task may be any way ahead of any other. Channels keep their order,
 * event time is where the slowest channel is, checkpoints are taken by barriers that wait for each other: all as Flink does it,
 * and the same for the same seed. Operators are the real ones with their real state; sources and sinks are the test's.
 */
public final class SteppedJob implements AutoCloseable {
    static final int MAX_PARALLELISM = 128;

    private static final String SINK = "write-";
    private static final String COMMITTER = "Sink Committer: ";

    /** What a run may go on from: of each operator the state of its tasks, of each source where it reads on. */
    public record Checkpoint(Map<String, List<OperatorSubtaskState>> states, Map<String, List<Integer>> places) {}

    private final Map<String, SteppedSource<?>> sources;
    private final BiConsumer<String, Object> written;
    private final Random random;
    private final Map<Integer, List<SteppedTask>> tasksOf = new HashMap<>();
    private final List<SteppedTask> tasks = new ArrayList<>();
    private @Nullable Checkpoint complete;
    private @Nullable Checkpoint underWay;
    private long checkpoints;
    private int unanswered;

    /**
     * Starts a run.
     *
     * @param sources by their uid; they stand where the checkpoint says
     * @param written hears what reaches a sink, with the sink's uid
     * @param startedAt the machine's clock, which stands
     */
    public SteppedJob(
            StreamGraph graph,
            Map<String, SteppedSource<?>> sources,
            BiConsumer<String, Object> written,
            Instant startedAt,
            @Nullable Checkpoint from,
            Random random)
            throws Exception {
        this.sources = sources;
        this.written = written;
        this.random = random;
        this.complete = from;
        // By id, which counts up while a job is drawn: how they lie in the graph's map depends on all that this JVM has
        // drawn before.
        List<StreamNode> nodes = graph.getStreamNodes().stream()
                .sorted(Comparator.comparingInt(StreamNode::getId))
                .toList();
        for (StreamNode node : nodes) {
            if (!uid(node).startsWith(COMMITTER)) {
                tasksOf.put(node.getId(), start(node, startedAt, from));
            }
        }
        for (StreamNode node : nodes) {
            for (StreamEdge edge : node.getInEdges()) {
                if (!uid(node).startsWith(COMMITTER)) {
                    connect(edge, node);
                }
            }
        }
        nodes.forEach(node -> tasks.addAll(tasksOf.getOrDefault(node.getId(), List.of())));
        tasks.forEach(each -> each.slow = random.nextInt(6) == 0);
        sources.values().forEach(SteppedSource::start);
    }

    private static String uid(StreamNode node) {
        return String.valueOf(node.getTransformationUID());
    }

    private List<SteppedTask> start(StreamNode node, Instant startedAt, @Nullable Checkpoint from) throws Exception {
        List<SteppedTask> started = new ArrayList<>();
        String uid = uid(node);
        SteppedSource<?> source = sources.get(uid);
        for (int i = 0; i < node.getParallelism(); i++) {
            if (source != null) {
                started.add(source.task(i, node.getParallelism()));
            } else if (uid.startsWith(SINK)) {
                started.add(new SteppedSink(uid, i, written, random));
            } else {
                started.add(new SteppedOperator(
                        node, i, startedAt, from == null ? null : from.states().get(uid)));
            }
        }
        return started;
    }

    private void connect(StreamEdge edge, StreamNode target) {
        StreamPartitioner<?> partitioner = edge.getPartitioner();
        List<SteppedTask> receivers = tasksOf(target.getId());
        for (SteppedTask sender : tasksOf(edge.getSourceId())) {
            if (partitioner instanceof ForwardPartitioner) {
                Channel channel = receivers.get(sender.index).open();
                sender.edges.add(new Edge(edge.getOutputTag(), List.of(channel), value -> 0));
                continue;
            }
            List<Channel> channels = receivers.stream().map(SteppedTask::open).toList();
            if (partitioner instanceof KeyGroupStreamPartitioner) {
                sender.edges.add(new Edge(edge.getOutputTag(), channels, value -> taskOfKey(target, value)));
            } else if (partitioner instanceof RebalancePartitioner) {
                int[] turn = {sender.index};
                sender.edges.add(new Edge(edge.getOutputTag(), channels, value -> turn[0]++ % channels.size()));
            } else {
                throw new IllegalStateException("no way for " + edge);
            }
        }
    }

    private List<SteppedTask> tasksOf(int node) {
        return Objects.requireNonNull(tasksOf.get(node), () -> "no tasks of " + node);
    }

    private static int taskOfKey(StreamNode target, Object value) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                SteppedOperator.key(target, value), MAX_PARALLELISM, target.getParallelism());
    }

    /** One step of any task; false when there is none left. */
    public boolean step() throws Exception {
        boolean reads = sources.values().stream().anyMatch(SteppedSource::hasMore);
        if (reads && random.nextInt(8) == 0) {
            read();
            return true;
        }
        SteppedTask next = next();
        if (next != null) {
            for (int more = random.nextInt(16); more >= 0 && next.hasWork(); more--) {
                next.step(random, this);
            }
            return true;
        }
        if (reads) {
            read();
        }
        return reads;
    }

    /** Any partition that is not read to its end, fast ones more often. */
    private void read() throws Exception {
        int all = sources.values().stream().mapToInt(SteppedSource::speed).sum();
        int chosen = random.nextInt(all);
        for (SteppedSource<?> source : sources.values()) {
            if (chosen < source.speed()) {
                source.read(chosen, random);
                return;
            }
            chosen -= source.speed();
        }
    }

    private @Nullable SteppedTask next() {
        int from = random.nextInt(tasks.size());
        SteppedTask slow = null;
        for (int i = 0; i < tasks.size(); i++) {
            SteppedTask each = tasks.get((from + i) % tasks.size());
            if (each.hasWork()) {
                if (!each.slow || random.nextInt(10) == 0) {
                    return each;
                }
                slow = each;
            }
        }
        return slow;
    }

    /** Begins a checkpoint, unless one is under way. */
    public void checkpoint() {
        if (underWay == null) {
            checkpoints++;
            underWay = new Checkpoint(new HashMap<>(), new HashMap<>());
            unanswered = tasks.size();
            sources.values().forEach(source -> source.askFor(checkpoints));
        }
    }

    /** A task has come to the barrier; a source says where it is, by partition, an operator what it knows. */
    void answer(SteppedTask task, @Nullable OperatorSubtaskState state, Map<Integer, Integer> places) throws Exception {
        Checkpoint asked = Objects.requireNonNull(underWay);
        if (state != null) {
            asked.states.computeIfAbsent(task.uid, uid -> new ArrayList<>()).add(state);
        }
        places.forEach((partition, place) -> {
            List<Integer> all = asked.places.computeIfAbsent(task.uid, uid -> new ArrayList<>());
            while (all.size() <= partition) {
                all.add(0);
            }
            all.set(partition, place);
        });
        unanswered--;
        if (unanswered == 0) {
            complete = asked;
            underWay = null;
            tasks.forEach(each -> each.completed = checkpoints);
        }
    }

    /** The newest that is complete; null if there is none. */
    public @Nullable Checkpoint newestCheckpoint() {
        return complete;
    }

    /** Tells all that the input is over. */
    public void end() {
        sources.values().forEach(SteppedSource::end);
    }

    /** The end of the process: what is under way is lost. */
    @Override
    public void close() {
        tasks.forEach(SteppedTask::close);
    }
}
