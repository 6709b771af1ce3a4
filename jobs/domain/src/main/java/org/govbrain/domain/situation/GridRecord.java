package org.govbrain.domain.situation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.govbrain.domain.hotspot.GridHotspots;
import org.jspecify.annotations.Nullable;

/** All that is kept of one grid: its open cases, those opened today, and what it adds up to. A plain state object. */
public final class GridRecord {
    /** Light of each open case, by case id. */
    public Map<String, Light> open = new HashMap<>();

    /** Epoch day on which a case was opened, by case id, from {@link #day} on. */
    public Map<String, Long> opened = new HashMap<>();

    /** Epoch day that it is. */
    public long day;

    /** Newest epoch day on which a case was opened, of all that were ever heard. */
    public long lastOpenedDay;

    public @Nullable Instant lastPatrolAt;

    public @Nullable Instant lastChangeAt;

    /** Its hotspots in short, by their source. */
    public Map<String, GridHotspots> hotspots = new HashMap<>();

    /** Sum of the revisions of all cases that ever named this grid: grows with each news, whatever the order. */
    public long knowledge;

    /** Revision last said; 0 before the first word. */
    public long saidRevision;

    /** The highest revision that an earlier run said after the checkpoint from which this one goes on; 0 for none. */
    public long saidBefore;

    /** What is added to each revision, so that the next is higher than what an earlier run said. */
    public long raisedBy;

    /** Whether the city has it by its reference data, or had it once. */
    public boolean seeded;

    /** Event time at which its document was last written, in epoch milliseconds; 0 for never. */
    public long saidAtMs;

    /** When its document is written next, in epoch milliseconds; 0 for none. */
    public long timerAt;

    /** The reference data names it: its only effect is that a grid without any news has a document. */
    public void seed() {
        if (!seeded) {
            seeded = true;
            knowledge++;
        }
    }

    /**
     * Takes in one fact; returns whether there is something to say now. It may be of a day that has not begun here yet: facts are
     * quicker than event time.
     */
    public boolean take(GridFact fact) {
        if (fact.kind() == GridFact.Kind.SAID) {
            boolean byEarlierRun = fact.news() > saidRevision;
            saidBefore = byEarlierRun ? Math.max(saidBefore, fact.news()) : saidBefore;
            return byEarlierRun;
        }
        knowledge += fact.news();
        lastChangeAt = later(lastChangeAt, fact.at());
        switch (fact.kind()) {
            case PATROLLED -> lastPatrolAt = later(lastPatrolAt, fact.at());
            case CASE_LEFT -> {
                open.remove(fact.caseId());
                opened.remove(fact.caseId());
            }
            case CASE -> {
                if (fact.open()) {
                    open.put(fact.caseId(), fact.light());
                } else {
                    open.remove(fact.caseId());
                }
                lastOpenedDay = Math.max(lastOpenedDay, fact.openedDay());
                if (fact.openedDay() >= day) {
                    opened.put(fact.caseId(), fact.openedDay());
                } else {
                    opened.remove(fact.caseId());
                }
            }
            case HOTSPOTS -> take(fact.hotspots());
            case SAID -> throw new IllegalStateException("what was said is no fact of the grid");
        }
        return true;
    }

    /**
     * Summaries of one source come in order, and the last holds. Their instants are the city's and say the same however
     * often it was looked; only what was wrong for a while, and takes the number back, has to be told by one more.
     */
    private void take(@Nullable GridHotspots news) {
        if (news == null) {
            return;
        }
        GridHotspots before = hotspots.get(news.source());
        if (before == null || news.at().isAfter(before.at())) {
            hotspots.put(news.source(), news);
        } else if (!news.saysTheSameAs(before)) {
            hotspots.put(news.source(), news.withAt(before.at().plusMillis(1)));
        }
    }

    /** Forgets what was opened before {@code today}. */
    public void turnTo(LocalDate today) {
        if (today.toEpochDay() > day) {
            day = today.toEpochDay();
            opened.values().removeIf(openedDay -> openedDay < day);
        }
    }

    /** Whether there is anything to say of it. */
    public boolean isKnown() {
        return knowledge > 0 || lastPatrolAt != null || saidBefore > 0;
    }

    /**
     * What is said of the grid while {@code version} versions of the reference data have gone before the one in force; its days are
     * those of the zone.
     */
    public GridSituation say(String gridId, GridProfile profile, int version, ZoneId zone) {
        long overdue =
                open.values().stream().filter(light -> light == Light.RED).count();
        long warned =
                open.values().stream().filter(light -> light == Light.YELLOW).count();
        long today =
                opened.values().stream().filter(openedDay -> openedDay == day).count();
        Light light = overdue > 0 ? Light.RED : warned > 0 ? Light.YELLOW : Light.GREEN;
        int active = 0;
        int pageable = 0;
        boolean nearRepeat = false;
        String pattern = null;
        long said = 0;
        for (GridHotspots source : hotspots.values()) {
            active += source.active();
            pageable += source.pageable();
            nearRepeat |= source.nearRepeat();
            pattern = source.pattern() == null ? pattern : source.pattern();
            said += source.at().toEpochMilli();
        }
        return new GridSituation(
                gridId,
                profile,
                light,
                open.size(),
                overdue,
                warned,
                today,
                active,
                pattern,
                new Risk(
                        Risk.overdue(overdue),
                        Risk.warned(warned),
                        Risk.open(open.size() - overdue - warned),
                        Risk.hotspots(pageable, active - pageable),
                        Risk.nearRepeat(nearRepeat),
                        Risk.patrolGap(daysWithoutPatrol(zone))),
                lastPatrolAt,
                lastChangeAt,
                raised(revision(zone) + said + version));
    }

    /** Above all that an earlier run said: it may have known of facts that this one will never take for true. */
    private long raised(long revision) {
        if (saidBefore > 0 && revision + raisedBy <= saidBefore) {
            raisedBy = saidBefore + 1 - revision;
        }
        saidRevision = revision + raisedBy;
        return saidRevision;
    }

    /**
     * Grows with each case's revision, with each later patrol and each day since that counts, and with each day up to the one after
     * the last on which a case was opened: then its count goes to nothing. It is made of what is known and not of how often the
     * document was written, so any replay ends at the same number; and of what is known ahead of event time each day says a
     * higher one.
     */
    private long revision(ZoneId zone) {
        long patrol = lastPatrolAt == null ? 0 : lastPatrolAt.toEpochMilli();
        Long gap = daysWithoutPatrol(zone);
        return knowledge
                + patrol
                + (gap == null ? 0 : Math.max(0, Math.min(gap, Risk.PATROL_GAP_DAYS)))
                + Math.min(day, lastOpenedDay + 1);
    }

    /** Whether the next midnight changes what it shows. */
    public boolean changesWithTheDay(ZoneId zone) {
        Long gap = daysWithoutPatrol(zone);
        return !opened.isEmpty() || (gap != null && gap < Risk.PATROL_GAP_DAYS);
    }

    /** Whole days between the last patrol and today; null where none is known. */
    private @Nullable Long daysWithoutPatrol(ZoneId zone) {
        return lastPatrolAt == null
                ? null
                : (Long) (day - LocalDate.ofInstant(lastPatrolAt, zone).toEpochDay());
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return b == null || (a != null && a.isAfter(b)) ? a : b;
    }
}
