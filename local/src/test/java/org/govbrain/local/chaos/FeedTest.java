package org.govbrain.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.govbrain.local.stack.StackFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
    @TempDir
    private Path folder;

    @Test
    void the_datas_time_is_cut_into_equal_spans_and_what_is_late_comes_with_its_neighbours() throws IOException {
        write("patrol", "10:00:00", "10:10:00", "10:40:00");
        write("linkage", "10:05:00", "10:31:00", "10:01:00");
        write("platform");
        Feed feed = new Feed(folder, new StackFolder(folder.resolve("stack")), false);
        List<Instant> ends = feed.ends(4);
        assertThat(ends)
                .as("of the whole of the streams")
                .containsExactly(at("10:10:00"), at("10:20:00"), at("10:30:00"), at("10:40:00"));
        assertThat(feed.part("linkage", Instant.MIN, ends.get(2))).hasSize(1);
        assertThat(feed.part("linkage", ends.get(2), ends.get(3)))
                .as("the late one behind the one that it follows in the file")
                .hasSize(2)
                .last()
                .asString()
                .contains("10:01:00");
        assertThat(feed.part("patrol", Instant.MIN, ends.get(0)))
                .as("up to the end and with it")
                .hasSize(2);
        assertThat(feed.part("platform", Instant.MIN, ends.get(3))).isEmpty();
    }

    private void write(String stream, String... times) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String time : times) {
            lines.append("{\"occurredAt\": \"").append(at(time)).append("\"}\n");
        }
        Files.writeString(folder.resolve(stream + ".ndjson"), lines);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }
}
