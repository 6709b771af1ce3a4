package org.govbrain.domain.indicator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.govbrain.domain.matter.Matter;
import org.govbrain.domain.matter.Stage;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockState;
import org.jspecify.annotations.Nullable;

/**
 * What one case adds to the indicators, and in which cells: a pure function of its situation. A promise counts in the hour in
 * which it was decided, when it was kept or when it was due; what is about the case as a whole in the hour in which it
 * was reported. A case that was cancelled counts as an invalid report only, one that another supersedes nowhere.
 *
 * <p>The definitions are those of the city-management systems: 应结案 is what is closed, or open and past due; what is not yet
 * due is in no denominator, nor is what is suspended (挂账).
 */
public final class CaseShares {
    private static final Set<String> SATISFIED =
            Set.of("satisfied", "very satisfied", "very_satisfied", "满意", "非常满意", "很满意", "基本满意");

    /** What one promise counts in; as done counts what came late, too. */
    private record Rate(Indicator numerator, Indicator denominator, Indicator done) {}

    /** By clock; a promise of the city's own has no rate of a standard. */
    private static final Map<String, Rate> RATES = Map.of(
            "accept", new Rate(Indicator.ACCEPT_NUMERATOR, Indicator.ACCEPT_DENOMINATOR, Indicator.ACCEPT_DONE),
            "assign", new Rate(Indicator.ASSIGN_NUMERATOR, Indicator.ASSIGN_DENOMINATOR, Indicator.ASSIGN_DONE),
            "on-scene", new Rate(Indicator.ON_SCENE_NUMERATOR, Indicator.ON_SCENE_DENOMINATOR, Indicator.ON_SCENE_DONE),
            "feedback", new Rate(Indicator.HANDLE_NUMERATOR, Indicator.HANDLE_DENOMINATOR, Indicator.HANDLE_DONE));

    private static final Rate CLOSE =
            new Rate(Indicator.CLOSE_NUMERATOR, Indicator.CLOSE_DENOMINATOR, Indicator.CLOSE_DONE);

    private final Map<IndicatorCell, IndicatorCounts> shares = new LinkedHashMap<>();
    private final CaseSituation situation;
    private final Matter matter;

    private CaseShares(CaseSituation situation) {
        this.situation = situation;
        this.matter = situation.matter();
    }

    /** The shares of a case. */
    public static Map<IndicatorCell, IndicatorCounts> of(CaseSituation situation) {
        CaseShares of = new CaseShares(situation);
        if (situation.mergedInto() == null) {
            of.countFiling();
            if (of.matter.stage() != Stage.CANCELLED) {
                of.countCase();
                of.countClosing();
                of.matter.earlierClosings().forEach(each -> of.countUnpromised(each.at(), each.cycle()));
                of.countPromises();
            }
        }
        return of.shares;
    }

    /** 有效上报: it was neither refused nor called off. 准确立案: it was not called off after it had been accepted. */
    private void countFiling() {
        boolean cancelled = matter.stage() == Stage.CANCELLED;
        if (cancelled) {
            reported().add(Indicator.INVALID);
        }
        if (matter.everAccepted()) {
            pair(reported(), !cancelled, Indicator.FILING_NUMERATOR, Indicator.FILING_DENOMINATOR);
        }
    }

    private void countCase() {
        IndicatorCounts reported = reported();
        reported.add(Indicator.REPORTED);
        pair(reported, matter.supervised() > 0, Indicator.SUPERVISION_NUMERATOR, Indicator.SUPERVISION_DENOMINATOR);
        pair(reported, !situation.links().isEmpty(), Indicator.REPEAT_NUMERATOR, Indicator.REPEAT_DENOMINATOR);
        if (matter.everAssigned() || matter.returned() > 0) {
            pair(reported, matter.returned() > 0, Indicator.RETURN_NUMERATOR, Indicator.RETURN_DENOMINATOR);
        }
        if (matter.satisfaction() != null) {
            boolean satisfied = SATISFIED.contains(matter.satisfaction().toLowerCase(Locale.ROOT));
            pair(reported, satisfied, Indicator.SATISFACTION_NUMERATOR, Indicator.SATISFACTION_DENOMINATOR);
        }
        if (situation.isOpen()) {
            reported.add(Indicator.OPEN);
        }
        if (matter.stage() == Stage.SUSPENDED) {
            reported.add(Indicator.SUSPENDED);
        }
    }

    private void countClosing() {
        Clock close = closing();
        Instant closedAt = matter.closedAt();
        if (closedAt != null) {
            at(closedAt, matter.departmentId()).add(Indicator.CLOSED);
            countUnpromised(closedAt, matter.cycle());
        } else if (close == null || close.state() != ClockState.BREACHED) {
            reported().add(Indicator.OPEN_NOT_DUE);
        }
    }

    /** A closing that no clock decides: no date was promised, so none was missed. */
    private void countUnpromised(Instant closedAt, int cycle) {
        for (Clock clock : situation.clocks()) {
            if (clock.clockId().equals("close") && clock.cycle() == cycle && decidedAt(clock) != null) {
                return;
            }
        }
        countClosing(closedAt, true, true, cycle);
    }

    /** The closing clock of the current cycle. */
    private @Nullable Clock closing() {
        Clock last = null;
        for (Clock clock : situation.clocks()) {
            if (clock.clockId().equals("close") && clock.cycle() == matter.cycle()) {
                last = clock;
            }
        }
        return last;
    }

    private void countPromises() {
        for (Clock clock : situation.clocks()) {
            Instant decidedAt = decidedAt(clock);
            if (decidedAt == null) {
                continue;
            }
            boolean kept = clock.state() == ClockState.MET;
            IndicatorCounts counts =
                    at(decidedAt, clock.departmentId() == null ? matter.departmentId() : clock.departmentId());
            boolean done = clock.fulfilled();
            Rate rate = RATES.get(clock.clockId());
            if (rate != null) {
                promise(counts, kept, done, rate);
            } else if (clock.clockId().equals("close")) {
                countClosing(decidedAt, kept, done, clock.cycle());
            }
        }
    }

    /** 返工: it was closed, and reopened afterwards. 延期: its date was put off. */
    private void countClosing(Instant at, boolean kept, boolean done, int cycle) {
        IndicatorCounts counts = at(at, matter.departmentId());
        boolean extended = matter.extendedCycles().contains(cycle);
        promise(counts, kept, done, CLOSE);
        pair(counts, cycle < matter.cycle(), Indicator.REWORK_NUMERATOR, Indicator.REWORK_DENOMINATOR);
        pair(counts, extended, Indicator.EXTENSION_NUMERATOR, Indicator.EXTENSION_DENOMINATOR);
    }

    /** When it was certain whether the promise is kept; null while it is not, and for what was called off or is suspended. */
    private @Nullable Instant decidedAt(Clock clock) {
        boolean suspended = matter.stage() == Stage.SUSPENDED && clock.cycle() == matter.cycle();
        if (clock.state() == ClockState.MET) {
            return clock.stoppedAt();
        }
        return clock.state() == ClockState.BREACHED && !(suspended && clock.stoppedAt() == null) ? clock.dueAt() : null;
    }

    private IndicatorCounts reported() {
        return at(matter.openedAt(), matter.departmentId());
    }

    private IndicatorCounts at(Instant at, @Nullable String departmentId) {
        return shares.computeIfAbsent(
                IndicatorCell.of(at, situation.place().gridId(), departmentId, matter.platform()),
                cell -> new IndicatorCounts());
    }

    private static void promise(IndicatorCounts counts, boolean kept, boolean done, Rate rate) {
        pair(counts, kept, rate.numerator, rate.denominator);
        if (done) {
            counts.add(rate.done);
        }
    }

    private static void pair(IndicatorCounts counts, boolean counted, Indicator numerator, Indicator denominator) {
        counts.add(denominator);
        if (counted) {
            counts.add(numerator);
        }
    }
}
