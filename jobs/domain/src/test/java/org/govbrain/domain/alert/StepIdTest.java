package org.govbrain.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StepIdTest {
    private static final String PAGE = PageId.of("C-1", "accept|I-1|1|", 1);

    @Property(seed = "20261126")
    void aNameSaysWhatItWasMadeOf(
            @ForAll Purpose purpose, @ForAll @IntRange(max = 99) int level, @ForAll @AlphaChars String officer) {
        StepId step = new StepId(purpose, level, "1", officer + "|" + officer);
        assertThat(StepId.parse(PAGE, step.of(PAGE))).contains(step);
    }

    @Property(seed = "20261126")
    void noTextIsTooStrangeToBeRefused(@ForAll String text) {
        assertThat(StepId.parse(PAGE, text)).isEmpty();
        assertThatCode(() -> StepId.parse(PAGE, PAGE + "|page|" + text)).doesNotThrowAnyException();
    }

    @Test
    void aMessageOfAnotherPageIsNone() {
        String other = PageId.of("C-1", "accept|I-2|1|", 1);
        assertThat(StepId.parse(PAGE, new StepId(Purpose.PAGE, 1, "1", "WG-1").of(other)))
                .isEmpty();
    }
}
