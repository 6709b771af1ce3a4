package org.govbrain.local.simulate;

import java.time.LocalDate;
import java.util.List;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.Draws;
import org.govbrain.local.city.NeighbourhoodClass;
import org.govbrain.local.city.ReferenceCity;

/**
 * Days in the reference city: patrols by day, incidents and reports by the hour and the kind of neighbourhood, and what
 * follows from each. A day is a pure function of city, settings and date: it does not know the days before it.
 */
public final class CitySimulator {
    /** What begins on a day is over after so many days. */
    public static final int LONGEST_LIFE_DAYS = 10;

    private static final double INCIDENTS_PER_GRID = 0.30;
    private static final double REPORTS_PER_GRID = 1.05;
    private static final double FINDINGS_PER_GRID = 0.65;
    /** Share of the grids that nobody walks in a week. */
    private static final double NEGLECTED = 0.02;

    private final ReferenceCity city;
    private final SimulatorSettings settings;
    private final CategoryCatalogue categories;
    private final HotspotPlan hotspots;

    public CitySimulator(ReferenceCity city, SimulatorSettings settings) {
        this.city = city;
        this.settings = settings;
        this.categories = ReferenceLoader.fromFiles(CityFiles.of(city)).data().categories();
        this.hotspots = new HotspotPlan(city, settings.seed());
    }

    /** Everything that begins on that day. */
    public SimulatedDay day(LocalDate date) {
        DayPlan plan = new DayPlan(settings.seed());
        Matters matters = new Matters(categories, settings.lateness(), plan);
        long midnightMs = midnightMs(date);
        for (Grid grid : city.grids().all()) {
            new GridDay(plan, matters, grid, date, midnightMs).happen();
        }
        if (settings.hotspots()) {
            hotspots.begin(date, midnightMs, plan, matters);
        }
        return plan.finished();
    }

    /** Whether nobody walks the grid in the week of that day. */
    public boolean isNeglected(String gridId, LocalDate date) {
        long week = Math.floorDiv(date.toEpochDay(), 7);
        return Draws.of(settings.seed(), "neglected", week, gridId).chance(NEGLECTED * settings.lateness());
    }

    static long midnightMs(LocalDate date) {
        return date.atStartOfDay(SimulatorSettings.ZONE).toInstant().toEpochMilli();
    }

    /** A date as it stands in ids. */
    static String stamp(LocalDate date) {
        return date.toString().replace("-", "");
    }

    private final class GridDay {
        private final DayPlan plan;
        private final Matters matters;
        private final Grid grid;
        private final LocalDate date;
        private final long midnightMs;
        private final List<Building> buildings;
        private final double activity;

        GridDay(DayPlan plan, Matters matters, Grid grid, LocalDate date, long midnightMs) {
            this.plan = plan;
            this.matters = matters;
            this.grid = grid;
            this.date = date;
            this.midnightMs = midnightMs;
            this.buildings = city.buildingsOf(grid.gridId());
            NeighbourhoodClass kind = ReferenceCity.classOf(grid);
            this.activity = kind.activity() * settings.busy();
        }

        void happen() {
            if (!isNeglected(grid.gridId(), date)) {
                patrol();
            }
            Draws incidents = draws("incidents");
            for (int left = incidents.count(INCIDENTS_PER_GRID * activity); left > 0; left--) {
                Subject subject = subject(incidents, CategoryMix.INCIDENTS);
                matters.incident(incidents, subject, "110-" + id(left));
            }
            Draws reports = draws("reports");
            for (int left = reports.count(REPORTS_PER_GRID * activity); left > 0; left--) {
                matters.report(reports, subject(reports, CategoryMix.REPORTS), "C-" + id(left));
            }
        }

        /** Resettlement estates twice a day, as the default policy asks, others once, within the same hours each day. */
        private void patrol() {
            boolean twice = ReferenceCity.classOf(grid) == NeighbourhoodClass.RESETTLEMENT;
            double findings = FINDINGS_PER_GRID * activity / (twice ? 2 : 1);
            PatrolRound first = new PatrolRound(plan, matters, draws("patrol"), buildings, id(1));
            if (twice) {
                first.walk(midnightMs + minutesMs(8 * 60), midnightMs + minutesMs(8 * 60 + 30), findings);
                new PatrolRound(plan, matters, draws("second-patrol"), buildings, id(2))
                        .walk(midnightMs + minutesMs(14 * 60), midnightMs + minutesMs(14 * 60 + 40), findings);
            } else {
                // A grid keeps its hour, so that from one day to the next no more than a working day passes.
                long usualMs = midnightMs
                        + minutesMs(
                                Draws.of(settings.seed(), "hour", grid.gridId()).between(8 * 60 + 30, 14 * 60));
                first.walk(usualMs, usualMs + minutesMs(20), findings);
            }
        }

        private long minutesMs(long minutes) {
            return minutes * 60_000L;
        }

        private Subject subject(Draws draws, List<CategoryMix> mixes) {
            CategoryMix mix = CategoryMix.pick(mixes, draws);
            return matters.subject(
                    draws, draws.pick(buildings), mix, midnightMs + mix.hours().draw(draws));
        }

        private Draws draws(String purpose) {
            return Draws.of(settings.seed(), purpose, date, grid.gridId());
        }

        private String id(int number) {
            return stamp(date) + "-" + grid.gridId() + "-" + number;
        }
    }
}
