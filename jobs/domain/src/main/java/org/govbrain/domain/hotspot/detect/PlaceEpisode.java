package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.hotspot.CaseFact;
import org.jspecify.annotations.Nullable;

/** A time during which a window that moves along always holds some cases of one place. */
final class PlaceEpisode {
    private final int least;
    private final Duration window;
    private final List<CaseFact> cases;
    private final Set<String> caseIds = new HashSet<>();
    private final Instant start;
    private int most;
    private List<CaseFact> fullest = List.of();

    private PlaceEpisode(int least, Duration window, List<CaseFact> first, Instant start) {
        this.least = least;
        this.window = window;
        this.cases = new ArrayList<>(first);
        first.forEach(fact -> caseIds.add(fact.caseId()));
        this.start = start;
        count(first);
    }

    /** The cases that are at the place of a new one, itself included, out of those in the window. */
    @FunctionalInterface
    interface Around {
        List<CaseFact> around(CaseFact newest, List<CaseFact> window);
    }

    /**
     * All episodes of some cases, in order of their beginning.
     *
     * @param cases in order of opening
     * @param least an episode begins when the window holds so many, and ends when it no longer does
     */
    static List<PlaceEpisode> of(List<CaseFact> cases, int least, Duration window, Around place) {
        List<PlaceEpisode> episodes = new ArrayList<>();
        List<PlaceEpisode> running = new ArrayList<>();
        int oldest = 0;
        for (int i = 0; i < cases.size(); i++) {
            CaseFact newest = cases.get(i);
            Instant after = newest.openedAt().minus(window);
            while (oldest < i && !cases.get(oldest).openedAt().isAfter(after)) {
                oldest++;
            }
            List<CaseFact> recent = cases.subList(oldest, i + 1);
            running.removeIf(episode -> episode.end().isBefore(newest.openedAt()));
            List<CaseFact> here = place.around(newest, recent);
            if (here.size() >= least) {
                PlaceEpisode same = likest(running, here);
                if (same == null) {
                    same = new PlaceEpisode(least, window, here, newest.openedAt());
                    episodes.add(same);
                    running.add(same);
                } else {
                    same.cases.add(newest);
                    same.caseIds.add(newest.caseId());
                    same.count(here);
                }
            }
        }
        return episodes;
    }

    /** The episode with the most of these cases, if it has half of them. */
    private static @Nullable PlaceEpisode likest(Collection<PlaceEpisode> episodes, List<CaseFact> cases) {
        PlaceEpisode likest = null;
        long most = 0;
        for (PlaceEpisode episode : episodes) {
            long common = cases.stream()
                    .filter(fact -> episode.caseIds.contains(fact.caseId()))
                    .count();
            if (2 * common >= cases.size() && common > most) {
                likest = episode;
                most = common;
            }
        }
        return likest;
    }

    private void count(List<CaseFact> here) {
        most = Math.max(most, here.size());
        Map<String, List<CaseFact>> groups = new TreeMap<>();
        here.forEach(fact -> groups.computeIfAbsent(fact.categoryGroup(), group -> new ArrayList<>())
                .add(fact));
        groups.values().forEach(ofOne -> fullest = ofOne.size() > fullest.size() ? ofOne : fullest);
    }

    /** In order of opening. */
    List<CaseFact> cases() {
        return cases;
    }

    Instant start() {
        return start;
    }

    /** When the window holds too few, unless more come. */
    Instant end() {
        return cases.get(cases.size() - least).openedAt().plus(window);
    }

    /** Most cases that the window ever held. */
    int most() {
        return most;
    }

    /** Most cases of one category group that the window ever held, when it first did; in order of opening. */
    List<CaseFact> fullest() {
        return fullest;
    }
}
