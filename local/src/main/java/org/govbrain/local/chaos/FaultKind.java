package org.govbrain.local.chaos;

import java.util.Arrays;
import java.util.List;

/** What can go wrong. */
public enum FaultKind {
    KILL_JOB_MANAGER(Target.CLUSTER, "kill -9 of the job manager"),
    KILL_TASK_MANAGER(Target.CLUSTER, "kill -9 of a task manager"),
    KILL_KAFKA(Target.ANY, "kill -9 of the broker"),
    KILL_ELASTICSEARCH(Target.ANY, "kill -9 of Elasticsearch"),
    KILL_LAUNCHER(Target.ANY, "kill -9 of the launcher, with which all go, and another start"),
    HANG_TASK_MANAGER(Target.CLUSTER, "a task manager that answers nobody for a while"),
    HANG_KAFKA(Target.ANY, "a broker that answers nobody for a while, as on a network that hangs"),
    HANG_ELASTICSEARCH(Target.ANY, "an Elasticsearch that answers nobody for a while"),
    OUTAGE_KAFKA(Target.ANY, "the broker is gone for a while"),
    OUTAGE_ELASTICSEARCH(Target.ANY, "Elasticsearch is gone for a while"),
    SLOW_KAFKA(Target.ANY, "the network to the broker is slow for a while, 0.2 s an answer and 160 KiB a second"),
    SLOW_ELASTICSEARCH(Target.ANY, "the same to Elasticsearch"),
    FULL_DISK_ELASTICSEARCH(Target.ANY, "Elasticsearch takes no writes for a while, as at its flood stage"),
    FULL_DISK_TASK_MANAGER(Target.CLUSTER, "a task manager can write no file for a while, so no checkpoint either"),
    FILL_DISK(Target.IF_NAMED, "the file system on which the stack's folder lies has no byte left for a while"),
    CLOCK_JUMP(Target.ANY, "a heartbeat that is a year ahead on each input, and a record of rubbish"),
    RESTART(Target.ANY, "brain down and another start"),
    RESCALE(Target.ANY, "brain down and another start with twice or half the parallelism");

    private enum Target {
        ANY,
        CLUSTER,
        /** Others than the stack may suffer too. */
        IF_NAMED
    }

    private final Target target;
    private final String sentence;

    FaultKind(Target target, String sentence) {
        this.target = target;
        this.sentence = sentence;
    }

    /** What happens, for a person. */
    public String sentence() {
        return sentence;
    }

    /** Those that a stack has the processes for and that nobody else feels: what happens unless a person names others. */
    static List<FaultKind> of(boolean cluster) {
        return Arrays.stream(values())
                .filter(kind -> kind.target == Target.ANY || (cluster && kind.target == Target.CLUSTER))
                .toList();
    }
}
