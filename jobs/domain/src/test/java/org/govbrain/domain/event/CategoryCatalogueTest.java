package org.govbrain.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CategoryCatalogueTest {
    private static final CategoryGroup STREET =
            new CategoryGroup("street", "街面", "Street", new CloseGoal("P1D", "office"));
    private static final CategoryGroup OTHER = new CategoryGroup("other", "其他", "Other", null);
    private static final CategoryCatalogue CATALOGUE = new CategoryCatalogue(
            List.of(STREET, OTHER),
            List.of(
                    new Category("stall", "street", "流动摊贩", "Street stall", null),
                    new Category("fire-lane", "street", "占用消防通道", "Blocked fire lane", new CloseGoal("PT2H", null)),
                    new Category("lost", "other", "失物", "Lost property", null)));

    @Test
    void a_known_category_counts_in_its_group() {
        assertThat(CATALOGUE.groupOf("stall")).isEqualTo("street");
    }

    @Test
    void what_is_unknown_or_missing_counts_as_uncategorised() {
        assertThat(CATALOGUE.groupOf("Stall"))
                .as("codes are compared letter by letter")
                .isEqualTo("uncategorised");
        assertThat(CATALOGUE.groupOf("ufo")).isEqualTo("uncategorised");
        assertThat(CATALOGUE.groupOf(null)).isEqualTo("uncategorised");
    }

    @Test
    void the_group_of_what_is_unknown_always_has_names() {
        assertThat(CATALOGUE.groups())
                .extracting(CategoryGroup::code)
                .containsExactly("street", "other", "uncategorised");
        assertThat(CategoryCatalogue.empty()
                        .findGroup("uncategorised")
                        .orElseThrow()
                        .zh())
                .isEqualTo("未分类");
    }

    @Test
    void the_close_goal_is_the_categorys_own_else_its_groups_else_none() {
        assertThat(CATALOGUE.closeGoal("fire-lane")).contains(new CloseGoal("PT2H", null));
        assertThat(CATALOGUE.closeGoal("stall")).contains(new CloseGoal("P1D", "office"));
        assertThat(CATALOGUE.closeGoal("lost")).isEmpty();
        assertThat(CATALOGUE.closeGoal("ufo")).isEmpty();
        assertThat(CATALOGUE.closeGoal(null)).isEmpty();
    }

    @Test
    void what_is_uncategorised_can_have_a_close_goal_too() {
        CategoryGroup rest = new CategoryGroup("uncategorised", "其他", "Rest", new CloseGoal("P7D", null));

        assertThat(new CategoryCatalogue(List.of(rest), List.of()).closeGoal("ufo"))
                .contains(new CloseGoal("P7D", null));
    }

    @Test
    void refuses_a_code_twice_and_a_group_that_is_not_there() {
        Category stall = new Category("stall", "street", "", "", null);

        assertThatThrownBy(() -> new CategoryCatalogue(List.of(STREET), List.of(stall, stall)))
                .hasMessage("two categories with the code stall");
        assertThatThrownBy(() -> new CategoryCatalogue(List.of(STREET, STREET), List.of()))
                .hasMessage("two category groups with the code street");
        assertThatThrownBy(() -> new CategoryCatalogue(List.of(OTHER), List.of(stall)))
                .hasMessageContaining("in a group that is not there: street");
    }
}
