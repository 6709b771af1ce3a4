package org.govbrain.dashboards.panel;

/** How a value is written. */
public enum Format {
    /** A whole number with separators. */
    COUNT,
    /** A number with one decimal. */
    NUMBER,
    /** A share of 1 as per cent. */
    PERCENT,
    /** Seconds as minutes, hours and days. */
    DURATION,
    /** An instant as a time of day, with the date when it is another day. */
    TIME,
    /** The time that is left until an instant, or has passed since, counting. */
    COUNTDOWN,
    /** A code that has a label, such as a stage. */
    CODE,
    /** green, yellow or red, as shape, colour and word. */
    LIGHT,
    /** Several values in one field. */
    LIST,
    /** As it is. */
    PLAIN
}
