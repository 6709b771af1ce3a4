package org.govbrain.domain.event;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The categories and groups that a city knows. Codes are open: one that it does not know is kept, and counts in the
 * group {@link #UNCATEGORISED}, as does an event without a category.
 */
public final class CategoryCatalogue {
    /** The group of what no other group has; always there. */
    public static final String UNCATEGORISED = "uncategorised";

    private static final CategoryGroup NO_GROUP = new CategoryGroup(UNCATEGORISED, "未分类", "Uncategorised", null);

    private final Map<String, CategoryGroup> groups = new LinkedHashMap<>();
    private final Map<String, Category> categories = new HashMap<>();

    /** @throws IllegalArgumentException when a code stands twice or a category names a group that is not there */
    public CategoryCatalogue(Collection<CategoryGroup> groups, Collection<Category> categories) {
        for (CategoryGroup group : groups) {
            if (this.groups.put(group.code(), group) != null) {
                throw new IllegalArgumentException("two category groups with the code " + group.code());
            }
        }
        this.groups.putIfAbsent(UNCATEGORISED, NO_GROUP);
        for (Category category : categories) {
            if (!this.groups.containsKey(category.group())) {
                throw new IllegalArgumentException(
                        "category " + category.code() + " is in a group that is not there: " + category.group());
            }
            if (this.categories.put(category.code(), category) != null) {
                throw new IllegalArgumentException("two categories with the code " + category.code());
            }
        }
    }

    /** The catalogue that knows nothing: everything is uncategorised. */
    public static CategoryCatalogue empty() {
        return new CategoryCatalogue(List.of(), List.of());
    }

    /** The code of the group in which an event with this category counts. */
    public String groupOf(@Nullable String code) {
        Category category = code == null ? null : categories.get(code);
        return category == null ? UNCATEGORISED : category.group();
    }

    public Optional<Category> find(@Nullable String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(categories.get(code));
    }

    public Optional<CategoryGroup> findGroup(String group) {
        return Optional.ofNullable(groups.get(group));
    }

    /** How long closing may take: the category's own goal, else its group's, else none. */
    public Optional<CloseGoal> closeGoal(@Nullable String code) {
        return find(code).map(Category::close).or(() -> findGroup(groupOf(code)).map(CategoryGroup::close));
    }

    /** All groups in the order of the file; {@link #UNCATEGORISED} last unless the file places it. */
    public Collection<CategoryGroup> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    public Collection<Category> categories() {
        return Collections.unmodifiableCollection(categories.values());
    }
}
