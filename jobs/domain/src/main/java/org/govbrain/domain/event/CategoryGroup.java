package org.govbrain.domain.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Categories that are counted together. */
public record CategoryGroup(
        String code, String zh, String en, @Nullable CloseGoal close) {
    public CategoryGroup {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(en, "en");
    }
}
