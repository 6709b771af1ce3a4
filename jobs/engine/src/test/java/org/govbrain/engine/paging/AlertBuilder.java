package org.govbrain.engine.paging;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.AlertKind;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Scene;
import org.govbrain.domain.alert.Severity;
import org.govbrain.engine.input.PageInput;
import org.jspecify.annotations.Nullable;

/** Alerts of tests: open, major, certain and in grid G-1 of community C-1, due at ten, unless said otherwise. */
final class AlertBuilder {
    static final Instant TEN = Instant.parse("2026-03-04T02:00:00Z");

    private final String key;
    private final AlertKind kind;
    private final @Nullable String clock;
    private final List<String> caseIds;
    private long revision = 1;
    private AlertState state = AlertState.OPEN;
    private Instant at = TEN;
    private Severity severity = Severity.MAJOR;
    private boolean urgent;
    private @Nullable String unconfirmed;
    private String gridId = "G-1";
    private List<String> communities = List.of("C-1");

    private AlertBuilder(String key, AlertKind kind, @Nullable String clock, List<String> caseIds) {
        this.key = key;
        this.kind = kind;
        this.clock = clock;
        this.caseIds = caseIds;
    }

    /** The case's acceptance is late. */
    static AlertBuilder late(String caseId) {
        return late("accept", caseId);
    }

    static AlertBuilder late(String clock, String caseId) {
        return new AlertBuilder(clock + "|" + caseId + "|1|", AlertKind.BREACH, clock, List.of(caseId));
    }

    static AlertBuilder hotspot(String id, List<String> caseIds) {
        return new AlertBuilder("hotspot|" + id, AlertKind.HOTSPOT, null, caseIds);
    }

    /** Of the city, which is no community. */
    static AlertBuilder silent(String feedId) {
        return new AlertBuilder("feed|" + feedId, AlertKind.FEED, null, List.of()).in("", List.of("city"));
    }

    /** It tells of as much of its case. */
    AlertBuilder revision(long value) {
        revision = value;
        return this;
    }

    AlertBuilder state(AlertState value) {
        state = value;
        return this;
    }

    AlertBuilder at(Instant value) {
        at = value;
        return this;
    }

    AlertBuilder severity(Severity value) {
        severity = value;
        return this;
    }

    AlertBuilder urgent(boolean value) {
        urgent = value;
        return this;
    }

    AlertBuilder unconfirmed(@Nullable String why) {
        unconfirmed = why;
        return this;
    }

    /** The grid where it is, none if empty, and the communities that hear of it. */
    AlertBuilder in(String grid, List<String> of) {
        gridId = grid;
        communities = of;
        return this;
    }

    Alert build() {
        String community = communities.get(0);
        return new Alert(
                key,
                kind,
                revision,
                state,
                at,
                severity,
                urgent,
                unconfirmed,
                gridId.isEmpty() ? Scene.CITY : new Scene(null, gridId, null, community, null, null, null),
                caseIds,
                clock,
                null,
                null,
                revision,
                false,
                "事项 " + key,
                "matter " + key,
                null,
                null,
                List.of(),
                List.of());
    }

    PageInput input() {
        return PageInput.of(communities, build());
    }
}
