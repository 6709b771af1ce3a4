package org.govbrain.local.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DiskSortTest {
    /** So few that each entry or two make a file of their own. */
    private static final int FEW_BYTES = 300;

    @Test
    void more_than_memory_may_hold_comes_back_in_the_order_of_keys_with_the_values_of_a_key_in_the_order_of_putting()
            throws IOException {
        Random random = new Random(7);
        Map<String, String> expected = new TreeMap<>();
        try (DiskSort sort = new DiskSort(FEW_BYTES, DiskSortTest::oneAfterTheOther)) {
            for (int i = 0; i < 2_000; i++) {
                String key = "key " + random.nextInt(500);
                sort.put(bytes(key), bytes("v" + i));
                expected.merge(key, "v" + i, (known, later) -> known + "+" + later);
            }
            assertThat(sort.sorted().files())
                    .as("files, of which no more are open at once")
                    .hasSizeBetween(2, 65);
            assertThat(read(sort)).as("all entries").containsExactlyElementsOf(lines(expected));
            assertThat(read(sort)).as("asked again").containsExactlyElementsOf(lines(expected));
            sort.put(bytes("key 0"), bytes("late"));
            expected.merge("key 0", "late", (known, later) -> known + "+" + later);
            assertThat(read(sort)).as("with what was put afterwards").containsExactlyElementsOf(lines(expected));
        }
    }

    @Test
    void bytes_are_compared_as_unsigned_and_a_beginning_stands_before_what_it_begins() throws IOException {
        try (DiskSort sort = new DiskSort(FEW_BYTES, DiskSortTest::oneAfterTheOther)) {
            for (String key : List.of("é", "ab", "z", "a", "")) {
                sort.put(bytes(key), bytes("."));
            }
            assertThat(read(sort)).containsExactly("=.", "a=.", "ab=.", "z=.", "é=.");
        }
    }

    @Test
    void nothing_is_left_on_the_disk_when_it_is_closed() throws IOException {
        List<String> files;
        try (DiskSort sort = new DiskSort(FEW_BYTES, DiskSortTest::oneAfterTheOther)) {
            for (int i = 0; i < 100; i++) {
                sort.put(bytes("key " + i), bytes("value"));
            }
            files = sort.sorted().files();
            assertThat(files).as("files while it is open").isNotEmpty().allMatch(file -> Files.exists(Path.of(file)));
        }
        assertThat(files).noneMatch(file -> Files.exists(Path.of(file)));
    }

    @Test
    void of_nothing_there_is_nothing() throws IOException {
        try (DiskSort sort = new DiskSort(FEW_BYTES, DiskSortTest::oneAfterTheOther)) {
            assertThat(read(sort)).isEmpty();
        }
    }

    private static byte[] oneAfterTheOther(byte[] known, byte[] later) {
        return bytes(text(known) + "+" + text(later));
    }

    private static List<String> lines(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private static List<String> read(DiskSort sort) throws IOException {
        List<String> read = new ArrayList<>();
        try (RunReader entries = sort.sorted().open(DiskSortTest::oneAfterTheOther)) {
            while (entries.next()) {
                read.add(text(entries.key()) + "=" + text(entries.value()));
            }
        }
        return read;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
