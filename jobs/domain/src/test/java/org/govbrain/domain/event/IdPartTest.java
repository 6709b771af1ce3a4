package org.govbrain.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IdPartTest {
    @Test
    void ordinary_parts_stay_as_they_are() {
        for (String part : new String[] {"", "I-20260304-1", "城管#2", "100%", "50%7", "a/b c"}) {
            assertThat(IdPart.of(part, '|')).isEqualTo(part);
        }
    }

    @Test
    void a_separator_is_escaped_and_what_looks_escaped_as_well() {
        assertThat(IdPart.of("a|b", '|')).isEqualTo("a%7Cb");
        assertThat(IdPart.of("a%7Cb", '|')).isEqualTo("a%257Cb");
        assertThat(IdPart.of("a%257Cb", '|')).isEqualTo("a%25257Cb");
        assertThat(IdPart.of("a#b", '#')).isEqualTo("a%23b");
    }

    /** What is escaped can be read back, so two parts never become one. */
    @Property(seed = "20261128")
    void no_two_parts_become_one(@ForAll("parts") String part) {
        String escaped = IdPart.of(part, '|');
        assertThat(escaped).doesNotContain("|");
        assertThat(unescaped(escaped)).isEqualTo(part);
    }

    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.strings().withChars("|%257Ca").ofMaxLength(12);
    }

    private static String unescaped(String escaped) {
        StringBuilder part = new StringBuilder();
        for (int at = 0; at < escaped.length(); at++) {
            boolean bar = escaped.startsWith("%7C", at);
            boolean percent = escaped.startsWith("%25", at);
            part.append(bar ? '|' : percent ? '%' : escaped.charAt(at));
            at += bar || percent ? 2 : 0;
        }
        return part.toString();
    }
}
