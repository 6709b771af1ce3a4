package org.govbrain.dashboards.board;

import org.govbrain.dashboards.panel.Panel;

/** A panel and where it stands on its board, in cells of a grid of {@value #COLUMNS} columns. */
public record Placement(Panel panel, int x, int y, int width, int height) {
    /** As in Kibana. */
    public static final int COLUMNS = 48;

    public Placement {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x + width > COLUMNS) {
            throw new IllegalArgumentException("panel " + panel.id() + " stands outside of the board");
        }
    }

    boolean overlaps(Placement other) {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
    }
}
