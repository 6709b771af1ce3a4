package org.govbrain.local.pacemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.govbrain.local.server.StateFile;

/** The pacemaker's memory: one small file, replaced whole. */
public final class PaceStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public PaceStore(Path file) {
        this.file = file;
    }

    /**
     * What is kept.
     *
     * @param offsets the next record to look at, for each partition
     */
    public record Saved(PaceState state, Map<TopicPartition, Long> offsets) {}

    /** The saved state, or that of a new installation. */
    public Saved load() {
        return StateFile.read(file, PaceStore::saved, "delete it to begin anew")
                .orElseGet(() -> new Saved(PaceState.EMPTY, Map.of()));
    }

    private static Saved saved(JsonNode root) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (var topic : root.path("offsets").properties()) {
            for (var partition : topic.getValue().properties()) {
                int number = Integer.parseInt(partition.getKey());
                long offset = Long.parseLong(partition.getValue().asText());
                if (number < 0 || offset < 0) {
                    throw new IllegalArgumentException("a place before the first, where no consumer begins");
                }
                offsets.put(new TopicPartition(topic.getKey(), number), offset);
            }
        }
        JsonNode newest = root.path("newest_event_at");
        return new Saved(
                new PaceState(
                        newest.isTextual() ? Instant.parse(newest.asText()) : null,
                        root.path("saw_current").asBoolean(),
                        root.path("wall").asBoolean()),
                offsets);
    }

    /** Replaces the file in one step, so that a kill leaves the old or the new state. */
    public void save(Saved saved) {
        ObjectNode root = JSON.createObjectNode();
        Instant newest = saved.state().newest();
        if (newest != null) {
            root.put("newest_event_at", newest.toString());
        }
        root.put("saw_current", saved.state().sawCurrent())
                .put("wall", saved.state().wall());
        ObjectNode offsets = root.putObject("offsets");
        saved.offsets()
                .forEach((partition, offset) -> offsets.withObjectProperty(partition.topic())
                        .put(Integer.toString(partition.partition()), offset));
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            JSON.writeValue(next.toFile(), root);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The pacemaker's state " + file + " cannot be written", e);
        }
    }
}
