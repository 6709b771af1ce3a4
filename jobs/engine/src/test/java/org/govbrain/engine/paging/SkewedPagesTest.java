package org.govbrain.engine.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PageId;
import org.govbrain.domain.alert.PageRecord;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.Skew;
import org.govbrain.engine.follow.Skew.Document;
import org.govbrain.engine.follow.Skew.Heard;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.reference.FixedReferenceSource;

/**
 * News is decided on when it is heard, so who is told when depends on that; but however far ahead of the clock alerts and answers are
 * heard, and after restarts, every chain ends where it would, and no message goes out twice.
 */
class SkewedPagesTest {
    private static final FixedReferenceSource DUTY = FixedReferenceSource.of(Map.of(
            "paging.yaml",
            PageGroupFunctionTest.PAGING.getBytes(StandardCharsets.UTF_8),
            "roster.yaml",
            PageGroupFunctionTest.ROSTER.getBytes(StandardCharsets.UTF_8)));

    @Property(tries = 12, seed = "20261127")
    void everyChainEndsWhereItWouldAndTellsNobodyTwice(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Heard<PageInput>> heard = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int minute = random.nextInt(300);
            String id = "I-" + i;
            int channel = random.nextInt(3);
            heard.add(new Heard<>(
                    at(minute), channel, PageGroupFunctionTest.alert(id, 1, random.nextBoolean(), AlertState.OPEN)));
            if (random.nextInt(3) == 0) {
                Instant answeredAt = at(minute + 1 + random.nextInt(60));
                String pageId = PageId.of("C-1", PageGroupFunctionTest.key(id), 1);
                Answer answer = new Answer("A" + i, answeredAt, pageId, "WG-1", Answer.Action.RESOLVE);
                heard.add(new Heard<>(answeredAt, channel, PageInput.of(answer)));
            }
        }
        Skew<PageInput> skew = new Skew<>(heard, Skew.each(Duration.ofMinutes(17), at(-1), at(700)));
        try (var one = pages();
                var other = pages()) {
            Map<Instant, Map<String, Document>> inOrder = skew.inOrder(one, SkewedPagesTest::take);
            Duration ahead = Duration.ofMinutes(1 + random.nextInt(300));
            Map<Instant, Map<String, Document>> skewed =
                    skew.skewed(other, SkewedPagesTest::take, ahead, random.nextInt(3), random);
            assertThat(states(Skew.at(skew.end(), skewed)))
                    .as("seed %s, %s ahead", seed, ahead)
                    .isEqualTo(states(Skew.at(skew.end(), inOrder)))
                    .isNotEmpty();
        }
    }

    private static Map<String, String> states(Map<String, Document> standing) {
        Map<String, String> states = new TreeMap<>();
        standing.forEach((pageId, page) -> states.put(pageId, page.text()));
        return states;
    }

    private static Instant at(int minute) {
        return PageGroupFunctionTest.TEN.plus(Duration.ofMinutes(minute));
    }

    private static OperatorRun<PageInput, Delivery> pages() throws Exception {
        return new OperatorRun<>(() -> new PageGroupFunction(DUTY), PageInput::group);
    }

    /** How each page stands by its newest line. */
    private static void take(OperatorRun<PageInput, Delivery> run, Map<String, Document> standing) {
        for (Delivery each : run.said()) {
            Document again = standing.put("told " + each.deliveryId(), new Document(0, ""));
            assertThat(again).as("told twice: %s", each).isNull();
        }
        run.said(PagingStreams.PAGES).stream()
                .filter(line -> line.kind() == PageRecord.Kind.PAGE)
                .forEach(line -> Document.write(standing, line.pageId(), line.revision(), line.state()));
    }
}
