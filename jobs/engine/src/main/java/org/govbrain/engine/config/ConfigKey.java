package org.govbrain.engine.config;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting.
 *
 * @param name as it stands in the properties file
 * @param parser from the text; throws {@link IllegalArgumentException} when it can't
 * @param defaultText in force when nothing is set; null when there is no default
 * @param secret whether its value is never shown
 * @param expected what a value looks like
 * @param sentence what it does
 */
public record ConfigKey<T>(
        String name,
        Function<String, T> parser,
        @Nullable String defaultText,
        boolean secret,
        String expected,
        String sentence) {

    /** The environment variable that overrides the file. */
    public String variable() {
        return JobConfig.VARIABLE_PREFIX
                + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether a text can be its value. */
    boolean accepts(String text) {
        try {
            return parser.apply(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
