package org.govbrain.domain.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.govbrain.domain.situation.CityTime;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.situation.ReferenceHistory;
import org.jspecify.annotations.Nullable;

/** One fact as it was last heard and as it was last published. A plain state object. */
public final class PublishedFact {
    /** As last heard; null where nothing is counted. */
    public @Nullable CountedFact known;

    /** Day with whose numbers the newest amendment is published, as an epoch day. */
    public long amendedOn;

    /** As it was known before that day. */
    public @Nullable CountedFact before;

    /** Takes it as it is, when there is no time by which something could be late. */
    public void take(@Nullable CountedFact now) {
        known = now;
    }

    /**
     * Hears it as it is, at {@code heardAt}, and says what of that amends what was published: at most one amendment for what had
     * been published and one for what is counted instead. What is heard again on the same day says the same amendments anew.
     *
     * @param revision of the case or breach that says so
     */
    public List<Amendment> hear(
            FactSubject subject, @Nullable CountedFact now, Instant heardAt, ReferenceHistory city, long revision) {
        CountedFact last = known;
        CountedFact shown = now == null ? last : now;
        known = now;
        if (shown == null || Objects.equals(now, last)) {
            return List.of();
        }
        LocalDate knownOn = Publication.dayOf(heardAt, time(city, heardAt));
        boolean again = knownOn.toEpochDay() == amendedOn;
        if (!again) {
            before = last;
        }
        boolean wasPublished = isPublished(before, knownOn, city);
        boolean isLate = isPublished(now, knownOn, city);
        if (!again && !wasPublished && !isLate) {
            return List.of();
        }
        amendedOn = knownOn.toEpochDay();
        List<Amendment> amendments = new ArrayList<>();
        if (before != null && wasPublished) {
            amendments.add(amendment(subject, before, city, 1, revision));
        }
        if (again || isLate) {
            amendments.add(amendment(subject, shown, city, isLate ? -1 : 0, revision));
        }
        return amendments;
    }

    /** Whether the day of a fact had been published before {@code knownOn}. */
    private static boolean isPublished(@Nullable CountedFact fact, LocalDate knownOn, ReferenceHistory city) {
        if (fact == null) {
            return false;
        }
        Instant settledAt = Instant.ofEpochMilli(fact.settledMs());
        return knownOn.isAfter(time(city, settledAt).dayOf(settledAt));
    }

    private Amendment amendment(
            FactSubject subject, CountedFact fact, ReferenceHistory city, int weight, long revision) {
        Place place = Place.of(city.at(Instant.ofEpochMilli(fact.atMs())).grids(), fact.gridId());
        return new Amendment(subject, fact, place, amendedOn, weight, revision);
    }

    private static CityTime time(ReferenceHistory city, Instant instant) {
        return city.at(instant).cityTime();
    }
}
