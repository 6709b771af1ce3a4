package org.govbrain.engine.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PageRecord;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.input.TimelessWatermarks;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.situation.SituationJob;
import org.junit.jupiter.api.Test;

/** The whole graph on plain lists. */
class PagingJobTest {
    static final Instant TEN = Instant.parse("2026-03-04T02:00:00Z");

    private static final String ROSTER = """
        version: r1
        contacts: [inbox]
        duties:
          - {role: command-room, who: ZH-1}
          - {role: grid-member, grid: G-1, who: WG-1}
          - {role: grid-leader, community: C-1, who: WZ-1}
        """;

    @Test
    void whateverTheOrderOfArrivalEveryoneOpenIsPagedOnceAndWhatIsOverEnds() throws Exception {
        for (int seed = 1; seed <= 3; seed++) {
            List<PageInput> news = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                news.add(alert(i, 1, AlertState.OPEN));
                news.add(alert(i, 1, AlertState.OPEN));
                if (i % 2 == 0) {
                    news.add(alert(i, 2, AlertState.RESOLVED));
                }
            }
            Collections.shuffle(news, new Random(seed));
            run(news, seed);
        }
    }

    private static void run(List<PageInput> news, int seed) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, SituationJob.config());
        Inbound beat = Inbound.of(new SignOfLife(TEN, null), TEN);
        PagingStreams said = PagingJob.pipeline(
                env.fromData(Inbound.class, beat)
                        .uid("acks")
                        .assignTimestampsAndWatermarks(WatermarkStrategy.<Inbound>forMonotonousTimestamps()
                                .withTimestampAssigner(
                                        (each, before) -> each.at().toEpochMilli()))
                        .uid("acks-time"),
                env.fromData(PageInput.class, news.toArray(PageInput[]::new))
                        .uid("news")
                        .assignTimestampsAndWatermarks(new TimelessWatermarks<>())
                        .uid("news-time"),
                FixedReferenceSource.of(
                        Map.of("roster.yaml", ROSTER.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        CloseableIterator<Delivery> deliveries = said.deliveries().collectAsync();
        CloseableIterator<PageRecord> pages = said.pages().collectAsync();
        env.execute();

        Map<String, Integer> asked = new TreeMap<>();
        deliveries.forEachRemaining(delivery -> {
            if (delivery.purpose().asks()) {
                asked.merge(delivery.alert().dedupKey() + " " + delivery.recipient(), 1, Integer::sum);
            }
        });
        Map<String, String> states = new TreeMap<>();
        pages.forEachRemaining(line -> {
            if (line.kind() == PageRecord.Kind.PAGE) {
                states.put(line.alert().dedupKey(), line.state());
            }
        });
        for (int i = 0; i < 20; i++) {
            String key = "accept|I-" + i + "|1|";
            if (i % 2 == 1) {
                assertThat(asked).as("seed %s", seed).containsEntry(key + " WG-1", 1);
                assertThat(states).as("seed %s", seed).containsEntry(key, "open");
            } else {
                // Told or not, as the news came; never told of as open at the end.
                assertThat(states.getOrDefault(key, "resolved"))
                        .as("%s, seed %s", key, seed)
                        .isEqualTo("resolved");
            }
        }
    }

    static PageInput alert(int number, long revision, AlertState state) {
        return AlertBuilder.late("I-" + number)
                .revision(revision)
                .urgent(true)
                .state(state)
                .input();
    }
}
