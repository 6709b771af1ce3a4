package org.govbrain.dashboards.board;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.govbrain.dashboards.panel.Text;
import org.junit.jupiter.api.Test;

class BoardYamlTest {
    @Test
    void a_sentence_that_an_unquoted_comma_cuts_off_is_refused() {
        assertThatThrownBy(() ->
                        BoardYaml.as(BoardYaml.read("/boards/cut-off.yaml").path("title"), Text.class))
                .hasMessageContaining("more than by chance");
    }
}
