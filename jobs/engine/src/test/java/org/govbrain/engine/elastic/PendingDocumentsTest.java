package org.govbrain.engine.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.elastic.PendingDocuments.Pending;
import org.junit.jupiter.api.Test;

class PendingDocumentsTest {
    private final PendingDocuments pending = new PendingDocuments();

    private static Pending document(String id, long version) {
        return new Pending(Writes.of(id, version), 0);
    }

    private static List<String> names(List<Pending> batch) {
        return batch.stream()
                .map(one -> one.write().id() + "@" + one.write().version())
                .toList();
    }

    @Test
    void aNewerVersionTakesThePlaceOfAnOlderOne() {
        pending.add(document("a", 1));
        pending.add(document("b", 1));
        assertThat(pending.add(document("a", 2))).as("one was dropped").isTrue();
        assertThat(names(pending.takeBatch(10, 10_000)))
                .as("the place of the older one is kept, or a lively document would never be sent")
                .containsExactly("a@2", "b@1");
        assertThat(pending.bytes()).as("nothing is left").isZero();
    }

    @Test
    void anOlderVersionThatComesLateIsDropped() {
        pending.add(document("a", 5));
        assertThat(pending.add(document("a", 4))).as("one was dropped").isTrue();
        assertThat(names(pending.takeBatch(10, 10_000))).as("what is sent").containsExactly("a@5");
    }

    @Test
    void oneIdInTwoIndicesIsTwoDocuments() {
        pending.add(document("a", 1));
        pending.add(new Pending(Writes.in("govbrain-grids", "a", 1), 0));
        assertThat(pending.size()).as("ids are unique per index only").isEqualTo(2);
    }

    @Test
    void aBatchIsBoundedInDocumentsAndBytes() {
        for (int i = 0; i < 5; i++) {
            pending.add(document("d" + i, 1));
        }
        long size = document("d0", 1).write().sizeBytes();
        assertThat(names(pending.takeBatch(2, 10_000))).as("by count").containsExactly("d0@1", "d1@1");
        assertThat(names(pending.takeBatch(10, 2 * size + 1))).as("by bytes").containsExactly("d2@1", "d3@1");
        assertThat(names(pending.takeBatch(10, 1)))
                .as("a document larger than a request may be goes alone")
                .containsExactly("d4@1");
    }

    @Property(seed = "20261126")
    void whateverTheOrderTheNewestOfEachDocumentRemains(
            @ForAll @Size(max = 60) List<@IntRange(max = 5) Integer> ids, @ForAll long seed) {
        PendingDocuments all = new PendingDocuments();
        var random = new SplittableRandom(seed);
        Map<String, Long> newest = new HashMap<>();
        int dropped = 0;
        for (int id : ids) {
            Pending document = document("d" + id, random.nextInt(20));
            newest.merge(document.write().id(), document.write().version(), Math::max);
            dropped += all.add(document) ? 1 : 0;
        }
        Map<String, Long> kept = new HashMap<>();
        all.writes().forEach(write -> kept.put(write.id(), write.version()));
        assertThat(kept).as("the newest of each").isEqualTo(newest);
        assertThat(all.size() + dropped).as("in = kept + dropped").isEqualTo(ids.size());
        assertThat(all.bytes())
                .as("the count of bytes is true")
                .isEqualTo(all.writes().stream()
                        .mapToLong(DocumentWrite::sizeBytes)
                        .sum());
    }
}
