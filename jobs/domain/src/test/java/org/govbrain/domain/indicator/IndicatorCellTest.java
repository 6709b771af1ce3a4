package org.govbrain.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Codes of grids, departments and platforms are whatever the sources send. */
class IndicatorCellTest {
    @Test
    void ordinary_codes_stand_as_they_are() {
        IndicatorCell cell = new IndicatorCell(0, "G/1", null, "law-enforcement#2");
        assertThat(cell.id()).isEqualTo("1970-01-01T00:00:00Z|G/1||law-enforcement#2");
        assertThat(cell.key()).isEqualTo("0|G/1||law-enforcement#2");
    }

    @Test
    void two_cells_never_have_one_id() {
        IndicatorCell one = new IndicatorCell(0, "G|fire", "a", "p");
        IndicatorCell other = new IndicatorCell(0, "G", "fire|a", "p");
        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.key()).isNotEqualTo(other.key());
    }
}
