package org.govbrain.dashboards.panel;

import org.jspecify.annotations.Nullable;

/**
 * A column of a query's answer.
 *
 * @param name as the query names it
 * @param type as ES|QL names it: long, double, keyword, date, boolean, geo_point, text
 * @param zh heading in Chinese
 * @param en heading in English
 * @param role its part in the chart
 * @param format how its values are written
 * @param light when a value is yellow or red; null where no value is
 * @param colour of its bars and lines; null for the next of the palette
 */
public record Column(
        String name,
        String type,
        String zh,
        String en,
        Role role,
        Format format,
        @Nullable Light light,
        @Nullable Colour colour) {
    /** Colours with a meaning. */
    public enum Colour {
        RED,
        YELLOW,
        GREEN,
        BLUE,
        GREY
    }

    /** The part that a column has in its chart. */
    public enum Role {
        SHOW,
        HIDE,
        VALUE,
        /** Numerator and denominator, or another explanation of the value, in words. A screen shows the first, a bulletin all. */
        OF,
        X,
        Y,
        SERIES,
        KEY,
        LIGHT,
        LABEL
    }
}
