package org.govbrain.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignedLinkTest {
    private static final SignedLink LINKS = new SignedLink(new byte[32]);
    private static final String ID = "accept|GD-1|1|CG|page|1.0|网格员-1";

    @Test
    void a_link_names_its_message_until_it_expires() {
        String token = LINKS.token(ID, 1_000);
        assertThat(LINKS.deliveryId(token, 999)).as("in time").contains(ID);
        assertThat(LINKS.deliveryId(token, 1_000)).as("too old").isEmpty();
    }

    @Test
    void another_key_opens_nothing() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(LINKS.deliveryId(new SignedLink(other).token(ID, 1_000), 1)).isEmpty();
    }

    @Property(seed = "20261126")
    void a_link_with_one_character_changed_opens_no_other_message(
            @ForAll @IntRange(min = 0, max = 90) int at, @ForAll char with) {
        StringBuilder token = new StringBuilder(LINKS.token(ID, 1_000));
        token.setCharAt(at, with);
        assertThat(LINKS.deliveryId(token.toString(), 1).orElse(ID))
                .as(token.toString())
                .isEqualTo(ID);
    }

    @Test
    void a_form_of_another_link_is_refused() {
        assertThat(LINKS.isFormToken("a", LINKS.formToken("a"))).isTrue();
        assertThat(LINKS.isFormToken("a", LINKS.formToken("b"))).isFalse();
    }
}
