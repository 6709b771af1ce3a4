package org.govbrain.local.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PersonRecordsTest {
    private final PersonRecords records = new PersonRecords();
    private long offset;

    @Test
    void only_the_newest_record_of_a_key_counts() {
        add("a", 0, true);
        add("b", 0, true);
        add("a", 0, false);
        add("c", 1, false);
        add("c", 1, true);
        add("b", 0, true);
        assertThat(offsets())
                .as("a no longer names the person, b names them again, c names them now")
                .containsExactly("0 [5]", "1 [4]");
    }

    @Test
    void documents_of_others_take_no_memory() {
        for (int i = 0; i < 10_000; i++) {
            add("other " + i, i % 4, false);
        }
        assertThat(records.offsets()).isEmpty();
        add("one", 2, true);
        assertThat(records.offsets()).hasSize(1);
        add("one", 2, false);
        assertThat(records.offsets()).isEmpty();
    }

    private void add(String key, int partition, boolean named) {
        records.add(key.getBytes(UTF_8), partition, offset++, named);
    }

    private List<String> offsets() {
        return records.offsets().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .toList();
    }
}
