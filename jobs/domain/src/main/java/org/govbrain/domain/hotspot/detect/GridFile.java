package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.HotspotBook;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.jspecify.annotations.Nullable;

/** What is kept of the rules of one grid, beside its cases. A plain state object. */
public final class GridFile {
    /** What was said. */
    public HotspotBook book = new HotspotBook();

    /** The midnight with which the running day closes; null while there is nothing to close. */
    public @Nullable Instant dayEnd;

    /** When its timer fires, in epoch milliseconds; {@link Long#MAX_VALUE} for none. */
    public long timerAt = Long.MAX_VALUE;

    /**
     * What there is to do.
     *
     * @param said in the order of saying
     * @param forget ids of cases that nothing depends on any more
     * @param next when time alone changes something; null when the grid can be forgotten
     */
    public record Step(
            List<SaidHotspot> said,
            List<String> forget,
            @Nullable Instant next) {}

    /** The city and the policy of one grid. */
    public record Setting(HotspotCity city, HotspotPolicy policy, String gridId) {
        private Duration keep() {
            return Duration.ofDays(policy.revision().days());
        }

        private Duration reach() {
            return Duration.ofMillis(Math.round(policy.gridDays() * 86_400_000)).plus(keep());
        }
    }

    /**
     * Looks at every midnight that has passed, and at now.
     *
     * @param cases of the grid, in any order
     * @param atEnd whether now is the end of all input, which says everything once more
     */
    public Step advance(Setting setting, Collection<CaseHistory> cases, Instant now, boolean atEnd) {
        ZoneId zone = setting.city.zone();
        if (dayEnd == null) {
            Optional<Instant> first = cases.stream().map(CaseHistory::openedAt).min(Instant::compareTo);
            dayEnd = first.map(at -> midnightAfter(at, zone)).orElse(null);
        }
        List<SaidHotspot> said = new ArrayList<>();
        List<CaseHistory> known = new ArrayList<>(cases);
        List<String> forget = new ArrayList<>();
        while (dayEnd != null && !closesAt(dayEnd, setting).isAfter(now)) {
            Instant at = closesAt(dayEnd, setting);
            Watched watched = look(setting, known, at, true, said);
            known.removeIf(history -> isDone(history, setting, at, watched, forget));
            dayEnd = known.isEmpty() && book.said.isEmpty() ? null : midnightAfter(dayEnd, zone);
        }
        Watched watched = look(setting, known, now, atEnd, said);
        Instant next = dayEnd == null ? null : closesAt(dayEnd, setting);
        Instant change = watched.nextChange();
        return new Step(said, forget, next != null && change != null && change.isBefore(next) ? change : next);
    }

    private Watched look(Setting setting, List<CaseHistory> cases, Instant at, boolean all, List<SaidHotspot> said) {
        List<CaseFact> facts =
                cases.stream().flatMap(history -> history.asOf(at).stream()).toList();
        Instant finalBefore = at.minus(setting.keep());
        Watched watched = GridWatch.look(setting.city, setting.gridId, facts, setting.policy, at, finalBefore);
        said.addAll(book.say(watched.hotspots(), at, all, finalBefore));
        return watched;
    }

    private static boolean isDone(
            CaseHistory history, Setting setting, Instant at, Watched watched, List<String> forget) {
        boolean done = history.lastAt().isBefore(at.minus(setting.reach()))
                && !watched.caseIds().contains(history.caseId());
        if (done) {
            forget.add(history.caseId());
        }
        return done;
    }

    private static Instant closesAt(Instant end, Setting setting) {
        return end.plus(setting.policy.lateness());
    }

    static Instant midnightAfter(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone).plusDays(1).atStartOfDay(zone).toInstant();
    }
}
