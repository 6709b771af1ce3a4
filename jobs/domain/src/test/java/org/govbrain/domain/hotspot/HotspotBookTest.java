package org.govbrain.domain.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.hotspot.Cases.day;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotspotBookTest {
    private static final Instant FINAL_BEFORE = day(0);

    private final HotspotBook book = new HotspotBook();

    @Test
    void whatDidNotChangeIsSaidAgainOnlyWhenEverythingIs() {
        List<Hotspot> now = List.of(hotspot(3, null));
        assertThat(book.say(now, day(1), false, FINAL_BEFORE)).as("first word").hasSize(1);
        assertThat(book.say(now, day(2), false, FINAL_BEFORE)).as("no news").isEmpty();
        assertThat(book.say(now, day(3), true, FINAL_BEFORE))
                .as("with the slice that closed")
                .extracting(SaidHotspot::revision)
                .containsExactly(day(3).toEpochMilli());
        assertThat(book.say(now, day(3), true, FINAL_BEFORE))
                .as("twice at one instant")
                .isEmpty();
    }

    @Test
    void everyWordHasAHigherRevisionEvenAtOneInstant() {
        assertThat(List.of(3, 4, 5))
                .as("revisions")
                .extracting(count -> book.say(List.of(hotspot(count, null)), day(3), false, FINAL_BEFORE)
                                .get(0)
                                .revision()
                        - day(3).toEpochMilli())
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatProvesWrongIsTakenBackOnce() {
        book.say(List.of(hotspot(3, null)), day(1), false, FINAL_BEFORE);
        assertThat(book.say(List.of(), day(2), false, FINAL_BEFORE))
                .as("withdrawn")
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.hotspot().withdrawn()).as("withdrawn").isTrue();
                    assertThat(said.hotspot().state()).as("state").isEqualTo(HotspotState.ENDED);
                    assertThat(said.revision())
                            .as("revision")
                            .isBetween(day(2).minus(Duration.ofHours(1)).toEpochMilli(), day(2).toEpochMilli());
                });
        assertThat(book.say(List.of(), day(3), true, FINAL_BEFORE)).as("again").isEmpty();
        assertThat(book.say(List.of(hotspot(3, null)), day(4), false, FINAL_BEFORE))
                .as("right after all")
                .extracting(said -> said.hotspot().withdrawn())
                .containsExactly(false);
    }

    /** Of a grid that was of another district by a version that came late. */
    @Test
    void whoTakesItBackGivesWayToWhomSaysItWithTheSameSlice() {
        List<Hotspot> now = List.of(hotspot(3, null));
        HotspotBook mistaken = new HotspotBook();
        mistaken.say(now, day(1), true, FINAL_BEFORE);
        SaidHotspot withdrawn =
                mistaken.say(List.of(), day(2), true, FINAL_BEFORE).get(0);
        SaidHotspot standing = book.say(now, day(2), true, FINAL_BEFORE).get(0);
        assertThat(withdrawn.hotspot().withdrawn()).isTrue();
        assertThat(standing.revision()).isGreaterThan(withdrawn.revision());
    }

    @Test
    void whatIsFinalIsForgottenWithoutAWord() {
        book.say(List.of(hotspot(3, day(2))), day(2), false, FINAL_BEFORE);
        assertThat(book.say(List.of(), day(9), true, day(3))).as("news").isEmpty();
        assertThat(book.said).as("state").isEmpty();
    }

    private static Hotspot hotspot(int cases, @org.jspecify.annotations.Nullable Instant endedAt) {
        return Hotspot.of(
                new Finding(
                        Detector.REPEAT_PLACE,
                        "G1/B1",
                        "repeat-3",
                        List.of("G1"),
                        List.of(),
                        null,
                        "B1",
                        day(0),
                        day(1),
                        Evidence.count(cases, "test"),
                        List.of(),
                        true,
                        "",
                        "",
                        null,
                        null),
                day(1),
                endedAt);
    }
}
