package org.govbrain.domain.situation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is kept of one grid: its open cases, those opened today, and what it adds up to. A plain state object. */
public final class GridRecord {
    /** Light of each open case, by case id. */
    public Map<String, Light> open = new HashMap<>();

    /** Cases opened on {@link #day}. */
    public Set<String> openedToday = new HashSet<>();

    /** Epoch day that {@link #openedToday} is about. */
    public long day;

    public @Nullable Instant lastPatrolAt;

    public @Nullable Instant lastChangeAt;

    /** Sum of the revisions of its cases and of its patrol steps: grows with each news, whatever the order. */
    public long knowledge;

    /** Whether the city has it by its reference data, or had it once. */
    public boolean seeded;

    /** When its document is written next, in epoch milliseconds; 0 for none. */
    public long timerAt;

    /** The reference data names it: its only effect is that a grid without any news has a document. */
    public void seed() {
        if (!seeded) {
            seeded = true;
            knowledge++;
        }
    }

    /** Takes in one fact; {@code today} is the city's day by the job's clock. */
    public void take(GridFact fact, LocalDate today) {
        turnTo(today);
        knowledge += fact.news();
        if (fact.at() != null && (lastChangeAt == null || fact.at().isAfter(lastChangeAt))) {
            lastChangeAt = fact.at();
        }
        switch (fact.kind()) {
            case PATROLLED -> lastPatrolAt = later(lastPatrolAt, fact.at());
            case CASE_LEFT -> {
                open.remove(fact.caseId());
                openedToday.remove(fact.caseId());
            }
            case CASE -> {
                if (fact.open()) {
                    open.put(fact.caseId(), fact.light());
                } else {
                    open.remove(fact.caseId());
                }
                if (fact.openedDay() == day) {
                    openedToday.add(fact.caseId());
                }
            }
        }
    }

    /** Forgets yesterday's count at the turn of the day. */
    public void turnTo(LocalDate today) {
        if (today.toEpochDay() > day) {
            day = today.toEpochDay();
            openedToday.clear();
        }
    }

    /** What the grid shows while {@code version} versions of the reference data have gone before the one in force. */
    public GridSituation situation(String gridId, GridProfile profile, int version) {
        long overdue =
                open.values().stream().filter(light -> light == Light.RED).count();
        long warned =
                open.values().stream().filter(light -> light == Light.YELLOW).count();
        Light light = overdue > 0 ? Light.RED : warned > 0 ? Light.YELLOW : Light.GREEN;
        return new GridSituation(
                gridId,
                profile,
                light,
                open.size(),
                overdue,
                warned,
                openedToday.size(),
                lastPatrolAt,
                lastChangeAt,
                knowledge + day + version);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }
}
