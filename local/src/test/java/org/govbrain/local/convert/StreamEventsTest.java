package org.govbrain.local.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.govbrain.local.convert.EventRule.Shared;
import org.govbrain.local.convert.StreamEvents.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamEventsTest {
    @TempDir
    private Path folder;

    @Test
    void linesAreInTheOrderOfTimeAndThenOfIds() throws IOException {
        List<String> written = written(
                event("b", 1, Shared.NO),
                event("a\uD800", 1, Shared.NO),
                event("a\uDC00", 1, Shared.NO),
                event("ab", 1, Shared.NO),
                event("a", 1, Shared.NO),
                event("z", -1, Shared.NO),
                event("y", 0, Shared.NO));

        assertThat(written)
                .as("also before 1970, of a beginning, and of ids that no file can tell apart")
                .containsExactly("z at -1", "y at 0", "a at 1", "ab at 1", "a? at 1", "a? at 1", "b at 1");
    }

    @Test
    void ofOneIdTheEarliestOrTheLatestIsWrittenAndOfTwoAtOneTimeTheFirst() throws IOException {
        assertThat(written(
                        event("e", 5, Shared.EARLIEST),
                        event("e", 7, Shared.EARLIEST),
                        event("e", 3, Shared.EARLIEST),
                        event("l", 5, Shared.LATEST),
                        event("l", 9, Shared.LATEST),
                        event("l", 5, Shared.LATEST)))
                .containsExactly("e at 3", "l at 9");
        try (StreamEvents events = new StreamEvents()) {
            events.keep(new Event("a", Instant.EPOCH, "first", 2, Shared.EARLIEST));
            events.keep(new Event("a", Instant.EPOCH, "second", 3, Shared.EARLIEST));
            assertThat(events.findRow("a")).as("who gave it").isEqualTo(OptionalLong.of(2));
            assertThat(events.findRow("b")).as("nobody").isEmpty();
            assertThat(events.count()).isEqualTo(1);
        }
    }

    private List<String> written(Event... given) throws IOException {
        Path file = folder.resolve("written");
        try (StreamEvents events = new StreamEvents()) {
            for (Event event : given) {
                events.keep(event);
            }
            events.write(file);
        }
        return Files.readAllLines(file);
    }

    private static Event event(String id, long at, Shared shared) {
        return new Event(id, Instant.ofEpochSecond(at), id + " at " + at, 1, shared);
    }
}
