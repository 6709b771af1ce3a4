package org.govbrain.domain.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a matter is about, as a source codes it.
 *
 * @param code open code, compared letter by letter
 * @param group the {@link CategoryGroup} that it counts in
 * @param close null means the group's
 */
public record Category(
        String code,
        String group,
        String zh,
        String en,
        @Nullable CloseGoal close) {
    public Category {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(en, "en");
    }
}
