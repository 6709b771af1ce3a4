package org.govbrain.dashboards.panel;

/** How a panel is drawn, and so which {@link Column.Role}s its columns may have. */
public enum Chart {
    /** One number: {@code value}, and {@code of} for what it is made of. */
    METRIC,
    /** Rows as they are; {@code hide} keeps a column for the drill-down only. */
    TABLE,
    /** Horizontal bars: {@code x} names the bar, each {@code value} is a part of it. */
    BAR,
    /** Vertical bars over {@code x}. */
    COLUMN,
    /** Lines over {@code x}. */
    LINE,
    /** {@code value} by {@code x} and {@code y}. */
    HEATMAP,
    /** Shares of a whole: {@code x} names the part, {@code value} is its size. */
    PIE,
    /** One share of 1 on a scale from nothing to all: {@code value}. */
    GAUGE,
    /** Polygons of the grids: {@code key} is the grid, {@code light} or {@code value} its colour. */
    MAP
}
