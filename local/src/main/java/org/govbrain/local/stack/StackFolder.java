package org.govbrain.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.server.OwnFile;

/** The one folder in which a local stack keeps everything. */
public record StackFolder(Path root) {
    public StackFolder {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Makes it, for its owner only, unless it is there: before anything is written into it, which would make it for all.
     *
     * @throws CommandFailure if it can't be made
     */
    public void make() {
        try {
            OwnFile.folder(root);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    CommandFailure unusable(IOException why) {
        return CommandFailure.environment("The folder " + root + " cannot be made or written (" + why
                + "): change its rights, or name another with --data.");
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
