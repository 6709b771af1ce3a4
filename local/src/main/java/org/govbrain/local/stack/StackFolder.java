package org.govbrain.local.stack;

import java.nio.file.Path;

/** The one folder in which a local stack keeps everything. */
public record StackFolder(Path root) {
    public StackFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path elasticsearch() {
        return root.resolve("elasticsearch");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** What a Flink cluster of processes keeps, its checkpoints too. */
    public Path cluster() {
        return root.resolve("cluster");
    }

    /** A server that has ended is not started again while a file of its name lies here. */
    public Path holds() {
        return root.resolve("hold");
    }

    /**
     * If it is there when a stack starts, Kafka and Elasticsearch stand behind wires, and one is slow while a file of its
     * server's name lies here.
     */
    public Path slow() {
        return root.resolve("slow");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Where a running stack says who and where it is. */
    public Path state() {
        return root.resolve("stack.json");
    }

    /** Held by the stack that runs on this folder; the system lets go of it however that process ends. */
    public Path lock() {
        return root.resolve("lock");
    }

    public Path pacemaker() {
        return root.resolve("pacemaker.json");
    }

    public Path demo() {
        return root.resolve("demo.json");
    }

    /** Channels besides the inbox, if somebody put a file there. */
    public Path channels() {
        return root.resolve("channels.yaml");
    }

    /** Secrets of a secured stack, if it is one. */
    public Path secure() {
        return root.resolve("secure");
    }

    /** Key of the links in messages. */
    public Path linkKey() {
        return root.resolve("link.key");
    }
}
