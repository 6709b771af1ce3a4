package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.hotspot.statistics.SeededRandom;
import org.jspecify.annotations.Nullable;

/** Cases and cities for tests. */
public final class Cases {
    /** Midnight in Shanghai. */
    public static final Instant DAY0 = Instant.parse("2026-06-30T16:00:00Z");

    private Cases() {}

    public static Instant day(double days) {
        return DAY0.plusMillis(Math.round(days * 86_400_000));
    }

    public static CaseFact at(String caseId, Instant openedAt, String gridId) {
        return new CaseFact(
                caseId,
                openedAt,
                gridId,
                null,
                null,
                null,
                "noise",
                null,
                Urgency.ROUTINE,
                Stream.PLATFORM,
                true,
                false,
                List.of(),
                null);
    }

    public static CaseFact atBuilding(String caseId, Instant openedAt, String gridId, String building) {
        return new Builder(at(caseId, openedAt, gridId)).building(building).build();
    }

    public static Builder change(CaseFact fact) {
        return new Builder(fact);
    }

    /** A row of grids G00, G01, ... 300 m apart, five to a community. */
    public static HotspotCity row(int grids) {
        List<GridPlace> places = new ArrayList<>();
        for (int i = 0; i < grids; i++) {
            List<String> neighbours = new ArrayList<>();
            if (i > 0) {
                neighbours.add(id(i - 1));
            }
            if (i < grids - 1) {
                neighbours.add(id(i + 1));
            }
            String community = "C" + i / 5;
            places.add(new GridPlace(id(i), id(i), community, community, 121.0 + i * 0.003, 31.0, neighbours, 20));
        }
        return new HotspotCity(
                places,
                Map.of("noise", "noise"),
                Map.of("noise", "噪声"),
                ZoneId.of("Asia/Shanghai"),
                HotspotCity.MAX_GRIDS);
    }

    public static String id(int grid) {
        return String.format("G%02d", grid);
    }

    /** Cases spread by chance over grids and days. */
    public static List<CaseFact> quiet(int grids, int days, int perDay, long seed) {
        SeededRandom random = new SeededRandom(seed);
        List<CaseFact> cases = new ArrayList<>();
        for (int i = 0; i < days * perDay; i++) {
            cases.add(at("q" + i, day(random.nextDouble() * days), id(random.nextInt(grids))));
        }
        return cases;
    }

    /** A case that was always as it is. */
    public static CaseHistory history(CaseFact fact) {
        return new CaseHistory(
                fact.caseId(),
                fact.openedAt(),
                fact.origin(),
                fact.matter() ? fact.openedAt() : null,
                false,
                fact.reporterId(),
                List.of(view(fact, fact.openedAt())),
                fact.turns());
    }

    /** A case that from an instant on was different. */
    public static CaseHistory history(CaseFact fact, CaseFact later, Instant from) {
        return new CaseHistory(
                fact.caseId(),
                fact.openedAt(),
                fact.origin(),
                fact.matter() ? fact.openedAt() : null,
                false,
                fact.reporterId(),
                List.of(view(fact, fact.openedAt()), view(later, from)),
                fact.turns());
    }

    private static CaseHistory.View view(CaseFact fact, Instant from) {
        return new CaseHistory.View(
                from,
                fact.gridId(),
                fact.buildingId(),
                fact.lon(),
                fact.lat(),
                fact.categoryGroup(),
                fact.category(),
                fact.urgency(),
                fact.cancelled());
    }

    /** Changes one thing of a case. */
    public static final class Builder {
        private final CaseFact fact;
        private @Nullable String gridId;
        private @Nullable String building;
        private @Nullable Double lon;
        private @Nullable Double lat;
        private String group;
        private Stream origin;
        private boolean cancelled;
        private boolean matter;
        private List<Instant> turns;
        private @Nullable String reporter;

        private Builder(CaseFact fact) {
            this.fact = fact;
            this.gridId = fact.gridId();
            this.building = fact.buildingId();
            this.lon = fact.lon();
            this.lat = fact.lat();
            this.group = fact.categoryGroup();
            this.origin = fact.origin();
            this.cancelled = fact.cancelled();
            this.matter = fact.matter();
            this.turns = fact.turns();
            this.reporter = fact.reporterId();
        }

        public Builder grid(String value) {
            gridId = value;
            return this;
        }

        public Builder building(@Nullable String value) {
            building = value;
            return this;
        }

        public Builder position(double newLon, double newLat) {
            lon = newLon;
            lat = newLat;
            return this;
        }

        public Builder group(String value) {
            group = value;
            return this;
        }

        public Builder origin(Stream value) {
            origin = value;
            return this;
        }

        public Builder cancelled() {
            cancelled = true;
            return this;
        }

        /** A finding that no platform took up. */
        public Builder patrolWork() {
            origin = Stream.PATROL;
            matter = false;
            return this;
        }

        /** Closed, reopened, and so on. */
        public Builder turns(Instant... values) {
            turns = List.of(values);
            return this;
        }

        public Builder reporter(String value) {
            reporter = value;
            return this;
        }

        public CaseFact build() {
            return new CaseFact(
                    fact.caseId(),
                    fact.openedAt(),
                    gridId,
                    building,
                    lon,
                    lat,
                    group,
                    fact.category(),
                    fact.urgency(),
                    origin,
                    matter,
                    cancelled,
                    turns,
                    reporter);
        }
    }
}
