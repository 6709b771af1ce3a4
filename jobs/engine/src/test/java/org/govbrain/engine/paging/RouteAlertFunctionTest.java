package org.govbrain.engine.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.input.PageInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteAlertFunctionTest {
    private OperatorRun<PageInput, PageInput> routes;

    @BeforeEach
    void open() throws Exception {
        routes = new OperatorRun<>(RouteAlertFunction::new, PageInput::subject);
    }

    @AfterEach
    void close() {
        routes.close();
    }

    @Test
    void whatIsNoNewerThanWhatWasHeardStopsAlsoAfterARestart() throws Exception {
        routes.hear(alert(1, 5, "C-1"));
        assertThat(said()).containsExactly("C-1 5");
        routes.hear(alert(1, 5, "C-1"), alert(1, 4, "C-1"));
        assertThat(said()).as("the same, and an older one").isEmpty();
        routes.restart();
        routes.hear(alert(1, 5, "C-1"), alert(1, 6, "C-1"));
        assertThat(said()).as("only the newer one").containsExactly("C-1 6");
    }

    @Test
    void anAlertWhoseCaseHasMovedStaysInItsGroupAndIsToldToTheOther() throws Exception {
        routes.hear(alert(1, 5, "C-1"));
        routes.said();
        routes.restart();
        routes.hear(alert(1, 6, "C-2"));
        assertThat(said()).containsExactly("C-1 6", "C-2 6 follows");
    }

    @Test
    void everyAlertHasARouteOfItsOwn() throws Exception {
        routes.hear(alert(1, 5, "C-1"), alert(2, 4, "C-2"));
        assertThat(said()).containsExactly("C-1 5", "C-2 4");
    }

    @Test
    void aRouteLeavesAMonthAfterTheLastNews() throws Exception {
        routes.hear(alert(1, 5, "C-1"));
        routes.passTo(at(20));
        routes.hear(alert(1, 6, "C-1", AlertState.RESOLVED));
        routes.passTo(at(50));
        assertThat(routes.kept()).as("a month after the first news").isPositive();
        routes.passTo(at(52));
        assertThat(routes.kept()).as("state and timers").isZero();
    }

    @Test
    void theGroupOfAnAlertThatIsStillOpenHearsOfItsEnd() throws Exception {
        routes.hear(alert(1, 5, "C-1"));
        routes.passTo(at(300));
        routes.said();
        routes.hear(alert(1, 6, "C-2", AlertState.RESOLVED));
        assertThat(said()).containsExactly("C-1 6", "C-2 6 follows");
        routes.passTo(at(335));
        assertThat(routes.kept()).as("state and timers").isZero();
    }

    @Test
    void theRouteOfAnAlertOfWhichNothingMoreIsHeardLeavesAfterAYear() throws Exception {
        routes.hear(alert(1, 5, "C-1"));
        routes.passTo(at(366));
        assertThat(routes.kept()).isPositive();
        routes.passTo(at(366 + 31));
        assertThat(routes.kept()).as("state and timers").isZero();
    }

    private List<String> said() {
        return routes.said().stream()
                .map(input -> input.group() + " "
                        + Objects.requireNonNull(input.alert()).revision()
                        + (input.alert().equals(input.alert().following()) ? " follows" : ""))
                .toList();
    }

    private static Instant at(int day) {
        return PagingJobTest.TEN.plusSeconds(86_400L * day);
    }

    private static PageInput alert(int number, long revision, String group) {
        return alert(number, revision, group, AlertState.OPEN);
    }

    private static PageInput alert(int number, long revision, String group, AlertState state) {
        PageInput alert = PagingJobTest.alert(number, revision, state);
        return PageInput.of(List.of(group), Objects.requireNonNull(alert.alert()));
    }
}
