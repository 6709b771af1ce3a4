package org.govbrain.dashboards.kibana;

import java.util.Locale;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Text;

/** The language of a space: Kibana knows one title for each object. */
public enum Language {
    ZH,
    EN;

    /** The word in file names and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String of(Text text) {
        return this == ZH ? text.zh() : text.en();
    }

    public String of(Column column) {
        return this == ZH ? column.zh() : column.en();
    }

    public String of(String zh, String en) {
        return this == ZH ? zh : en;
    }
}
