package org.govbrain.dashboards.board;

import java.util.List;
import org.govbrain.dashboards.panel.Text;

/**
 * A board.
 *
 * @param id unique, in kebab-case
 * @param question what its reader wants to know
 * @param controls fields by which every panel can be narrowed; every index that the board asks has them
 */
public record Board(
        String id, Text title, Text question, Period period, List<String> controls, List<Placement> panels) {
    public Board {
        controls = List.copyOf(controls);
        panels = List.copyOf(panels);
        for (int i = 0; i < panels.size(); i++) {
            for (Placement earlier : panels.subList(0, i)) {
                if (earlier.overlaps(panels.get(i))) {
                    throw new IllegalArgumentException(
                            "panels " + earlier.panel().id() + " and "
                                    + panels.get(i).panel().id() + " overlap on board " + id);
                }
            }
        }
    }
}
