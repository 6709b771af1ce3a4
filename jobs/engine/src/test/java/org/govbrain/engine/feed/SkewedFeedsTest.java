package org.govbrain.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedHour;
import org.govbrain.domain.feed.FeedSigns;
import org.govbrain.domain.feed.FeedSituation;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.Skew;
import org.govbrain.engine.follow.Skew.Document;
import org.govbrain.engine.follow.Skew.Heard;

/**
 * At every moment of event time the same breaches are doubtful, whatever is known already of what comes later. A feed's own
 * document is about the line and not about time: it counts what was heard, and a silence that is known to be over is none any more.
 */
class SkewedFeedsTest {
    private static final Instant END = FeedFunctionTest.at(3_000);

    @Property(tries = 40, seed = "20261127")
    void theSameBreachesAreDoubtfulAtEveryMoment(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Heard<FeedNews>> heard = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant at = FeedFunctionTest.at(random.nextInt(1_500));
            FeedSigns sign = FeedSigns.event(Stream.PLATFORM, "urban", at, at);
            heard.add(new Heard<>(at, random.nextInt(3), FeedNews.signs(FeedHour.of(sign))));
        }
        for (int i = 0; i < 25; i++) {
            double due = random.nextInt(1_500);
            SaidBreach breach = FeedFunctionTest.said("P" + i, BreachState.OPEN, due);
            heard.add(new Heard<>(FeedFunctionTest.at(due), 3 + random.nextInt(3), FeedNews.breach(breach)));
        }
        Skew<FeedNews> skew = new Skew<>(heard, Skew.each(Duration.ofSeconds(630), FeedFunctionTest.at(-0.5), END));
        Duration ahead = Duration.ofMinutes(1 + random.nextInt(1_000));
        try (var one = feeds();
                var other = feeds()) {
            Map<Instant, Map<String, Document>> inOrder = skew.inOrder(one, SkewedFeedsTest::take);
            Map<Instant, Map<String, Document>> skewed =
                    skew.skewed(other, SkewedFeedsTest::take, ahead, random.nextInt(3), random);
            assertThat(Skew.at(skew.end(), skewed).remove("feed"))
                    .as("seed %s, %s ahead: the feed in the end", seed, ahead)
                    .isEqualTo(Skew.at(skew.end(), inOrder).remove("feed"));
            inOrder.values().forEach(each -> each.remove("feed"));
            skewed.values().forEach(each -> each.remove("feed"));
            assertThat(skew.difference(inOrder, skewed))
                    .as("seed %s, %s ahead", seed, ahead)
                    .isEmpty();
        }
    }

    private static KeyedRun<String, FeedNews, SaidBreach> feeds() throws Exception {
        return new KeyedRun<>(FeedFunctionTest::operator, FeedNews::feedId, Types.STRING, null);
    }

    private static void take(KeyedRun<String, FeedNews, SaidBreach> run, Map<String, Document> standing) {
        for (SaidBreach each : run.said()) {
            Document.write(
                    standing,
                    each.breach().caseId(),
                    each.documentRevision(),
                    String.valueOf(each.breach().unconfirmed()));
        }
        for (FeedSituation each : run.said(FeedStreams.FEEDS)) {
            Document.write(standing, "feed", each.revision(), each);
        }
    }
}
