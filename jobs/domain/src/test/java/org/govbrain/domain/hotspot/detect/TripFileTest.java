package org.govbrain.domain.hotspot.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.hotspot.Cases.day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.govbrain.domain.hotspot.Cases;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.Trip;
import org.junit.jupiter.api.Test;

/** What one person logged as one category, told bit by bit, and the trips that are found in it. */
class TripFileTest {
    private static final int DAYS = 30;

    /** Nothing is forgotten, and a look sees only the days around what is new: it finds what a look at everything finds. */
    @Property(tries = 300, seed = "20261126")
    void aLookAtWhatIsAroundTheNewsFindsWhatALookAtEverythingDoes(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int atOnce) {
        Random random = new Random(seed);
        CityVersions versions = versions(random);
        List<Logged> all = logged(random);
        List<Logged> arriving = new ArrayList<>(all);
        Collections.shuffle(arriving, random);
        Person person = new Person(versions);
        for (int i = 0; i < arriving.size(); i++) {
            Logged logged = arriving.get(i);
            // Some are heard elsewhere at first, or taken back and told again.
            if (random.nextInt(5) == 0) {
                person.hear(at(logged.caseId(), day(DAYS * random.nextDouble()), "A"));
                person.look(random.nextBoolean());
            }
            person.hear(logged);
            person.look(i % atOnce == 0);
        }
        person.look(true);
        assertThat(person.standing).as("trips").isEqualTo(plain(all, versions));
    }

    @Test
    void howeverManyCasesAPersonHasALookIsOfAFewDays() {
        CityVersions versions = always(HotspotPolicy.DEFAULT);
        Person person = new Person(versions);
        for (int i = 0; i < 60 * 100; i++) {
            person.hear(at("T" + i, day(i / 100.0), "P" + i % 7));
        }
        person.look(true);
        person.hear(at("X", day(59.5), "A"));
        NavigableSet<Long> needed = person.file.needed(versions);
        assertThat(needed).as("days, of sixty").hasSize(5);
        assertThat(needed.stream().mapToInt(day -> person.cases(day)).sum())
                .as("cases, of 6,001")
                .isLessThanOrEqualTo(3 * 100 + 1);
        assertThat(person.file.needed(always(withTrips(13, 14.0))))
                .as("if a shuttle can last a week")
                .hasSize(29);
    }

    @Test
    void aDayIsForgottenWhenNobodyAsksForItAnyMore() {
        CityVersions versions = always(HotspotPolicy.DEFAULT);
        long day = TripDay.of(day(0));
        TripFile.Rest kept = TripFile.rest(List.of(day, day + 1), day(100), versions);
        assertThat(kept.forget())
                .as("ninety days and some, as far as near repeats look back")
                .isEmpty();
        Instant next = kept.next();
        assertThat(next).as("the next").isNotNull();
        TripFile.Rest later = TripFile.rest(List.of(day, day + 1), next, versions);
        assertThat(later.forget()).as("the first").containsExactly(day);
        assertThat(later.next()).as("a day later").isEqualTo(next.plus(Duration.ofDays(1)));
        assertThat(TripFile.rest(List.of(), day(100), versions).next())
                .as("of nothing")
                .isNull();
    }

    /** The rule as it is said: all runs to and fro, each with the first of its cases that makes it long enough. */
    private static Map<String, Trip> plain(List<Logged> all, CityVersions versions) {
        List<Logged> cases = all.stream().sorted(Logged.IN_ORDER).toList();
        Map<String, Trip> trips = new TreeMap<>();
        for (int last = 0; last < cases.size(); last++) {
            Logged newest = cases.get(last);
            HotspotPolicy.Quality quality =
                    versions.at(newest.openedAt()).policy().quality();
            int first = last;
            while (first > 0 && goesOn(cases, first, last, quality.shuttleHours())) {
                first--;
            }
            if (last - first + 1 >= quality.shuttleTrips()) {
                for (Logged trip : cases.subList(last - quality.shuttleTrips() + 1, last + 1)) {
                    trips.putIfAbsent(
                            trip.caseId(), new Trip(trip.caseId(), trip.openedAt(), newest.openedAt(), trip.gridIds()));
                }
            }
        }
        return trips;
    }

    private static boolean goesOn(List<Logged> cases, int first, int last, double hours) {
        Logged earlier = cases.get(first - 1);
        Logged later = cases.get(first);
        return !Objects.equals(earlier.buildingId(), later.buildingId())
                && (first == last
                        || Objects.equals(
                                earlier.buildingId(), cases.get(first + 1).buildingId()))
                && Duration.between(earlier.openedAt(), later.openedAt()).toMillis() <= hours * 3_600_000;
    }

    /** Of one person: to and fro for a while, then anywhere, then nothing for some hours or days. */
    private static List<Logged> logged(Random random) {
        List<Logged> cases = new ArrayList<>();
        double hours = 0;
        while (hours < DAYS * 24) {
            int run = 1 + random.nextInt(12);
            boolean toAndFro = random.nextInt(3) > 0;
            for (int i = 0; i < run; i++) {
                String place = toAndFro ? "P" + i % 2 : "P" + random.nextInt(3);
                cases.add(at("T" + cases.size(), day(hours / 24), place));
                hours += random.nextInt(8) == 0 ? 5 * random.nextDouble() : 2 * random.nextDouble();
            }
            hours += random.nextInt(3) == 0 ? 60 * random.nextDouble() : 0;
        }
        return cases;
    }

    /** Thresholds that change once, and let a shuttle take from a few hours to a week. */
    private static CityVersions versions(Random random) {
        CityVersion one = version(withTrips(3 + random.nextInt(5), 1 + 10 * random.nextDouble()));
        CityVersion other = version(withTrips(3 + random.nextInt(5), 1 + 10 * random.nextDouble()));
        Instant change = day(DAYS * random.nextDouble());
        return instant -> instant.isBefore(change) ? one : other;
    }

    private static CityVersions always(HotspotPolicy policy) {
        CityVersion version = version(policy);
        return instant -> version;
    }

    private static CityVersion version(HotspotPolicy policy) {
        return new CityVersion(Cases.row(2), policy);
    }

    private static HotspotPolicy withTrips(int trips, double hours) {
        HotspotPolicy otherwise = HotspotPolicy.DEFAULT;
        return new HotspotPolicy(
                otherwise.version(),
                otherwise.latenessMinutes(),
                otherwise.revision(),
                otherwise.statistics(),
                otherwise.repeat(),
                otherwise.sequences(),
                otherwise.daily(),
                otherwise.scan(),
                otherwise.nearRepeat(),
                new HotspotPolicy.Quality(30, 5.0, 3, trips, hours),
                otherwise.uncountedCategories());
    }

    private static Logged at(String caseId, Instant openedAt, String place) {
        return new Logged(caseId, openedAt, place, null, null, List.of("G" + place));
    }

    /** What an operator keeps and does. */
    private static final class Person {
        private final CityVersions versions;
        private final TripFile file = new TripFile();
        private final Map<Long, TripDay> days = new HashMap<>();
        private final Map<String, Long> dayOfCase = new HashMap<>();
        private final Map<String, Trip> standing = new TreeMap<>();

        Person(CityVersions versions) {
            this.versions = versions;
        }

        void hear(Logged logged) {
            Long before = dayOfCase.put(logged.caseId(), TripDay.of(logged.openedAt()));
            if (before != null) {
                day(before).cases.remove(logged.caseId());
                file.changed.add(before);
            }
            long number = TripDay.of(logged.openedAt());
            day(number).cases.put(logged.caseId(), logged);
            file.changed.add(number);
        }

        private TripDay day(long number) {
            return days.computeIfAbsent(number, each -> new TripDay());
        }

        int cases(long number) {
            return day(number).cases.size();
        }

        /** It sees copies of the days that it needs, and only what it says that it told is kept. */
        void look(boolean now) {
            if (!now) {
                return;
            }
            Map<Long, TripDay> seen = new TreeMap<>();
            for (long number : file.needed(versions)) {
                if (days.containsKey(number)) {
                    TripDay copy = new TripDay();
                    copy.cases.putAll(day(number).cases);
                    copy.told.putAll(day(number).told);
                    seen.put(number, copy);
                }
            }
            TripFile.Step step = file.advance(versions, seen, Instant.EPOCH);
            step.days().forEach(number -> day(number).told = seen.getOrDefault(number, new TripDay()).told);
            for (Trip trip : step.news()) {
                if (trip.since() == null) {
                    assertThat(standing.remove(trip.caseId()))
                            .as("taken back is what was told")
                            .isNotNull();
                } else {
                    standing.put(trip.caseId(), trip);
                }
            }
        }
    }
}
