package org.govbrain.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.server.Wire;

/**
 * Where Kafka and Elasticsearch listen: at the ports of the stack, or behind wires there, which can be made slow.
 *
 * @param kafka port of the broker itself
 * @param elasticsearch port of the node itself
 */
record Wires(int kafka, int elasticsearch, Closers laid) implements AutoCloseable {

    /** Lays wires if the folder that makes them slow is there, see {@link StackFolder#slow}. */
    static Wires lay(StackFolder folder, Ports ports) throws IOException {
        Closers laid = new Closers();
        if (!Files.isDirectory(folder.slow())) {
            return new Wires(ports.kafka(), ports.elasticsearch(), laid);
        }
        int[] behind = FreePort.find(2);
        try {
            laid.add(Wire.open(ports.kafka(), behind[0], folder.slow().resolve("Kafka")));
            laid.add(Wire.open(ports.elasticsearch(), behind[1], folder.slow().resolve("Elasticsearch")));
        } catch (IOException e) {
            laid.close();
            throw e;
        }
        return new Wires(behind[0], behind[1], laid);
    }

    @Override
    public void close() {
        laid.close();
    }
}
