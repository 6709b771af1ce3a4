package org.govbrain.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.govbrain.local.server.StateFile;

/** Remembers over a restart how far the sample days are played: one small file, replaced whole. */
final class DemoStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    DemoStore(Path file) {
        this.file = file;
    }

    /** What was saved; empty where no sample day is played. */
    Optional<DemoState> load() {
        return StateFile.read(
                file,
                root -> new DemoState(
                        LocalDate.parse(root.path("first_day").asText()),
                        Instant.parse(root.path("played_up_to").asText()),
                        root.path("events").asLong()),
                "delete it, and no further sample day is played");
    }

    /** A kill leaves the old or the new state; what is played again then is recognised by its ids. */
    void save(DemoState state) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            JSON.writeValue(
                    next.toFile(),
                    JSON.createObjectNode()
                            .put("first_day", state.firstDay().toString())
                            .put("played_up_to", state.playedUpTo().toString())
                            .put("events", state.events()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written", e);
        }
    }
}
