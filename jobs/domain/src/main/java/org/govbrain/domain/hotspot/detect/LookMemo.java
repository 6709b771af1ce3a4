package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.Hotspot;

/**
 * What looks at one grid in one city need not work out again: from one to the next few cases change, and who reads a backlog
 * looks at many midnights in a row. It changes nothing of what is seen and may be lost at any time.
 */
final class LookMemo {
    private final Map<String, Known> facts = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<PlaceEpisode, Found> hotspots = new HashMap<>();
    private Instant lookedAt = Instant.MIN;
    private long look;

    /** A case of which no more instants are ahead, and when it was last asked for. */
    private static final class Known {
        private final CaseHistory history;
        private final CaseFact fact;
        private long look;

        Known(CaseHistory history, CaseFact fact) {
            this.history = history;
            this.fact = fact;
        }
    }

    private record Place(List<CaseFact> cases, List<PlaceEpisode> episodes) {

        /** The episode as it was known, if it has not changed. */
        PlaceEpisode asBefore(PlaceEpisode episode) {
            for (PlaceEpisode before : episodes) {
                if (before.start().equals(episode.start())
                        && before.most() == episode.most()
                        && areAlike(before.cases(), episode.cases())
                        && areAlike(before.fullest(), episode.fullest())) {
                    return before;
                }
            }
            return episode;
        }
    }

    private record Found(List<CaseFact> base, Hotspot active) {}

    /** The cases as of an instant, in the order given; one that is not new is the same object as before. */
    List<CaseFact> facts(List<CaseHistory> histories, Instant at) {
        if (at.isBefore(lookedAt)) {
            // Of an earlier instant what is settled by a later one says too much.
            facts.clear();
        }
        lookedAt = at;
        look++;
        int settled = 0;
        List<CaseFact> asOf = new ArrayList<>(histories.size());
        for (CaseHistory history : histories) {
            Known known = facts.get(history.caseId());
            if (known == null || !isSame(known.history, history)) {
                CaseFact fact = history.asOf(at).orElse(null);
                if (fact == null) {
                    continue;
                }
                known = new Known(history, fact);
                if (history.isSettledBy(at)) {
                    facts.put(history.caseId(), known);
                    settled++;
                }
            } else {
                settled++;
            }
            known.look = look;
            asOf.add(known.fact);
        }
        if (settled < facts.size()) {
            facts.values().removeIf(known -> known.look < look);
        }
        return asOf;
    }

    @SuppressWarnings("ReferenceEquality") // mostly it is the very object
    private static boolean isSame(CaseHistory one, CaseHistory other) {
        return one == other || one.equals(other);
    }

    /** The episodes of a place, which follow from its cases alone. */
    List<PlaceEpisode> episodes(String place, List<CaseFact> cases, Supplier<List<PlaceEpisode>> found) {
        Place known = places.get(place);
        if (known != null && areAlike(known.cases, cases)) {
            return known.episodes;
        }
        List<PlaceEpisode> episodes = found.get();
        if (known != null) {
            // A new case changes one episode of its place: what is told of the others stays.
            episodes = episodes.stream().map(each -> known.asBefore(each)).toList();
            for (PlaceEpisode before : known.episodes) {
                if (!episodes.contains(before)) {
                    hotspots.remove(before);
                }
            }
        }
        places.put(place, new Place(cases, episodes));
        return episodes;
    }

    /** What is told of an episode while it lasts, which follows from it and the cases by which its chance is reckoned. */
    Hotspot hotspot(PlaceEpisode episode, List<CaseFact> base, Supplier<Hotspot> found) {
        Found known = hotspots.get(episode);
        if (known != null && areAlike(known.base, base)) {
            return known.active;
        }
        Hotspot active = found.get();
        hotspots.put(episode, new Found(base, active));
        return active;
    }

    /** Forgets the places at which there is nothing any more. */
    void keepPlaces(Map<String, ?> still) {
        places.entrySet().removeIf(place -> {
            boolean gone = !still.containsKey(place.getKey());
            if (gone) {
                hotspots.keySet().removeAll(place.getValue().episodes);
            }
            return gone;
        });
    }

    /** When cases were open matters to no place: one that was closed meanwhile is as good as before. */
    @SuppressWarnings("ReferenceEquality") // mostly it is the very object
    private static boolean areAlike(List<CaseFact> some, List<CaseFact> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = some.size() - 1; i >= 0; i--) {
            CaseFact one = some.get(i);
            CaseFact other = others.get(i);
            if (one != other && !one.isLike(other)) {
                return false;
            }
        }
        return true;
    }
}
