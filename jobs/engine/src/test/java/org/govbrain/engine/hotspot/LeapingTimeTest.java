package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.event;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.reference.FixedReferenceSource;

/**
 * Few cases in a long time, of which more is heard when all but them has been forgotten. However far event time leaps between
 * what is heard, and whether or not the job is restarted, the same is said in the end.
 */
class LeapingTimeTest {
    private static final int DAYS = 40;
    private static final FixedReferenceSource CITY = HotspotEvents.quickCity();

    /** What is heard of a case when something happens to it. */
    private record News(Instant at, CaseHistory history) {}

    // Few tries, since each is of thousands of looks.
    @Property(tries = 2, shrinking = ShrinkingMode.OFF, seed = "20261126")
    void aDistrictSaysTheSame(@ForAll @IntRange(max = 999) int seed, @ForAll @IntRange(min = 1, max = 9) int atOnce)
            throws Exception {
        List<News> news = news(seed);
        Map<String, String> inOneLeap = district(news, news.size(), false);
        assertThat(district(news, atOnce, false)).as("%s at once", atOnce).isEqualTo(inOneLeap);
        assertThat(district(news, atOnce, true)).as("with restarts").isEqualTo(inOneLeap);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF, seed = "20261126")
    void aGridSaysTheSame(@ForAll @IntRange(max = 999) int seed, @ForAll @IntRange(min = 1, max = 9) int atOnce)
            throws Exception {
        saysTheSame(seed, atOnce);
    }

    /** A case of a place is closed there before another one moves to it. */
    @Example
    void aGridCountsNoCaseTwiceForBeingClosed() throws Exception {
        saysTheSame(375, 9);
    }

    /** A grid is forgotten, and a case of it reopened that was part of a sequence. */
    @Example
    void aGridThatWasForgottenDoesNotLookAtItsPastAgain() throws Exception {
        saysTheSame(33, 6);
    }

    private static void saysTheSame(int seed, int atOnce) throws Exception {
        List<News> news = news(seed);
        Map<String, String> inOneLeap = grids(news, news.size(), false);
        assertThat(grids(news, atOnce, false)).as("%s at once", atOnce).isEqualTo(inOneLeap);
        assertThat(grids(news, atOnce, true)).as("with restarts").isEqualTo(inOneLeap);
    }

    @Example
    void thereIsSomethingToSay() throws Exception {
        assertThat(district(news(1), 9, false).keySet().stream().map(id -> id.substring(0, id.indexOf('|'))))
                .as("statistics")
                .contains("gi-star", "emerging");
        assertThat(grids(news(1), 9, false).keySet().stream().map(id -> id.substring(0, id.indexOf('|'))))
                .as("rules")
                .contains("repeat-place", "sequence");
    }

    private static Map<String, String> district(List<News> news, int atOnce, boolean restarts) throws Exception {
        try (var district = HotspotHarness.districts(CITY)) {
            return play(district, news, atOnce, restarts, each -> new DistrictInput(0, each, null, null));
        }
    }

    private static Map<String, String> grids(List<News> news, int atOnce, boolean restarts) throws Exception {
        try (var grids = HotspotHarness.grids(CITY)) {
            return play(grids, news, atOnce, restarts, each -> HotspotInput.of(String.valueOf(each.gridId()), each));
        }
    }

    /** The documents that stand in the end, by id. */
    private static <I> Map<String, String> play(
            KeyedRun<?, I, SaidHotspot> running,
            List<News> news,
            int atOnce,
            boolean restarts,
            Function<CaseHistory, I> input)
            throws Exception {
        List<SaidHotspot> said = new ArrayList<>();
        for (int i = 0; i < news.size(); i++) {
            running.hear(input.apply(news.get(i).history));
            if ((i + 1) % atOnce == 0) {
                running.passTo(news.get(i).at);
                if (restarts) {
                    said.addAll(running.said());
                    running.restart();
                }
            }
        }
        running.passTo(day(DAYS + 20));
        said.addAll(running.said());
        return HotspotHarness.standing(said, each -> each);
    }

    /** A case every other day, closed soon, most of them reopened some day and closed again. */
    private static List<News> news(int seed) {
        Random random = new Random(seed);
        List<News> news = new ArrayList<>();
        for (int i = 0; i < DAYS / 2; i++) {
            String grid = gridId(random.nextInt(3));
            double day = 0.7 * DAYS * random.nextDouble() * random.nextDouble();
            List<GovernanceEvent> events = new ArrayList<>();
            for (EventKind kind : List.of(EventKind.REPORTED, EventKind.CLOSED, EventKind.REOPENED, EventKind.CLOSED)) {
                events.add(event(Stream.PLATFORM, "P" + i, kind, day, grid, "B" + random.nextInt(2)));
                news.add(new News(day(day), HotspotEvents.history("P" + i, events)));
                day += random.nextInt(3) * random.nextDouble() * 30 + 0.01;
            }
        }
        news.removeIf(each -> each.at.isAfter(day(DAYS)));
        news.sort(Comparator.comparing(News::at));
        return news;
    }
}
