package org.govbrain.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Column.Role;
import org.govbrain.dashboards.panel.Drill;
import org.govbrain.dashboards.panel.Format;
import org.govbrain.dashboards.panel.Panel;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the definition of every panel must have. */
class PanelDefinitionsTest {
    private static final Set<String> NUMBERS = Set.of("long", "integer", "double");

    /** A condition on how a clock of a case ended. */
    private static final Pattern DECIDED = Pattern.compile("(accept|assign|on_scene|close)_state (==|IN)");

    private static Stream<DynamicTest> everyPanel(Consumer<Panel> check) {
        return BoardLibrary.load().boards().stream()
                .flatMap(board -> board.panels().stream())
                .map(Placement::panel)
                .map(panel -> DynamicTest.dynamicTest(panel.id(), () -> check.accept(panel)));
    }

    @TestFactory
    Stream<DynamicTest> every_number_leads_to_its_documents_or_says_why_not() {
        return everyPanel(panel -> {
            Set<String> known = new HashSet<>(panel.alone().keySet());
            panel.drills().forEach(drill -> known.addAll(drill.cells()));
            boolean rowsAreDocuments =
                    panel.columns().stream().anyMatch(column -> column.name().equals("case_id"));
            assertThat(rowsAreDocuments ? Set.of() : numbers(panel))
                    .as("numbers")
                    .isSubsetOf(known);
        });
    }

    private static Set<String> numbers(Panel panel) {
        Set<String> numbers = new HashSet<>();
        for (Column column : panel.columns()) {
            if (NUMBERS.contains(column.type())
                    && Set.of(Role.SHOW, Role.VALUE, Role.LABEL).contains(column.role())) {
                numbers.add(column.name());
            }
        }
        return numbers;
    }

    /** A change is told beside the two numbers that it compares. */
    @TestFactory
    Stream<DynamicTest> every_rate_stands_before_its_numerator_and_denominator() {
        return everyPanel(panel -> {
            List<Column> columns = panel.columns();
            for (int i = 0; i < columns.size(); i++) {
                Column rate = columns.get(i);
                if (rate.format() == Format.PERCENT
                        && rate.role() != Role.HIDE
                        && !rate.name().endsWith("change")) {
                    assertThat(i + 1 < columns.size() ? columns.get(i + 1).zh() : "")
                            .as("words of what follows %s", rate.name())
                            .contains(" / ");
                }
            }
        });
    }

    /** As in the indicators: what was refused or called off is an invalid report and nobody's merit or fault. */
    @TestFactory
    Stream<DynamicTest> no_rate_of_cases_counts_what_was_called_off() {
        return everyPanel(panel -> {
            boolean rate = panel.columns().stream().anyMatch(column -> column.format() == Format.PERCENT);
            List<String> asked = Stream.concat(
                            Stream.of(panel.query()), panel.drills().stream().map(Drill::where))
                    .filter(each -> rate && DECIDED.matcher(each).find())
                    .toList();
            assertThat(asked).as("queries of decided clocks").allMatch(each -> each.contains("stage != \"cancelled\""));
        });
    }

    @TestFactory
    Stream<DynamicTest> drills_have_ids_of_their_own() {
        return everyPanel(panel ->
                assertThat(panel.drills().stream().map(Drill::id)).as("ids").doesNotHaveDuplicates());
    }
}
