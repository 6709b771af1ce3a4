package org.govbrain.domain.situation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is kept of one grid: its open cases, those opened today, and what it adds up to. A plain state object. */
public final class GridRecord {
    /** Light of each open case, by case id. */
    public Map<String, Light> open = new HashMap<>();

    /** Epoch day on which a case was opened, by case id, from {@link #day} on. */
    public Map<String, Long> opened = new HashMap<>();

    /** Epoch day that it is. */
    public long day;

    public @Nullable Instant lastPatrolAt;

    public @Nullable Instant lastChangeAt;

    /** Sum of the revisions of all cases that ever named this grid: grows with each news, whatever the order. */
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

    /** Takes in one fact. It may be of a day that has not begun here yet: facts are quicker than event time. */
    public void take(GridFact fact) {
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
                if (fact.openedDay() >= day) {
                    opened.put(fact.caseId(), fact.openedDay());
                } else {
                    opened.remove(fact.caseId());
                }
            }
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
        return knowledge > 0 || lastPatrolAt != null;
    }

    /** What the grid shows while {@code version} versions of the reference data have gone before the one in force. */
    public GridSituation situation(String gridId, GridProfile profile, int version) {
        long overdue =
                open.values().stream().filter(light -> light == Light.RED).count();
        long warned =
                open.values().stream().filter(light -> light == Light.YELLOW).count();
        long today =
                opened.values().stream().filter(openedDay -> openedDay == day).count();
        Light light = overdue > 0 ? Light.RED : warned > 0 ? Light.YELLOW : Light.GREEN;
        return new GridSituation(
                gridId,
                profile,
                light,
                open.size(),
                overdue,
                warned,
                today,
                lastPatrolAt,
                lastChangeAt,
                revision(today) + version);
    }

    /**
     * Grows with each case's revision, with each later patrol, and by one when a day ends and its count goes to nothing.
     * It is made of what is known and not of how often the document was written, so any replay ends at the same number.
     */
    private long revision(long casesToday) {
        long patrol = lastPatrolAt == null ? 0 : lastPatrolAt.toEpochMilli();
        return knowledge + patrol + (casesToday == 0 ? 1 : 0);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return b == null || (a != null && a.isAfter(b)) ? a : b;
    }
}
