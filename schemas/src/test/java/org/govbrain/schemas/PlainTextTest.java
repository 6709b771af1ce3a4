package org.govbrain.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void nothing_is_left_that_a_terminal_obeys() {
        assertThat(PlainText.line("a\u001b[2J\u009b2J\r\nb\u0007\u202Ec\u2028d\u0000", 80))
                .as("escapes, a line break, a bell, a turn of direction")
                .isEqualTo("a·[2J·2J·b·c·d·");
        assertThat(PlainText.lines("a\u001b[2J\r\nb\n"))
                .as("line feeds are the message's own")
                .isEqualTo("a·[2J·\nb\n");
        assertThat(PlainText.line("车库 é 👍", 80)).as("words of any script").isEqualTo("车库 é 👍");
    }

    @Test
    void what_is_long_is_cut_and_no_half_of_a_character_is_left() {
        assertThat(PlainText.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainText.line("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(PlainText.line("abcd👍fg", 6)).isEqualTo("abcd·…");
    }
}
