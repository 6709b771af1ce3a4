package org.govbrain.dashboards.kibana;

import java.util.List;
import java.util.Map;
import org.govbrain.dashboards.panel.Chart;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Column.Role;
import org.govbrain.dashboards.panel.Format;
import org.govbrain.dashboards.panel.Light;
import org.govbrain.dashboards.panel.Light.Worse;
import org.govbrain.dashboards.panel.Panel;
import org.govbrain.dashboards.panel.Text;

/** On every board in Kibana, where the live view has its clock: how long ago the newest document was indexed. */
public final class AgeOfData {
    public static final Panel PANEL = new Panel(
            "age-of-data",
            new Text("数据多旧", "Age of data"),
            new Text("看板上的数据是多久以前的？", "How old is what the board shows?"),
            new Text(
                    "最新一份文档入库以来的时间。30 秒为黄，60 秒为红。",
                    "Since the newest document was indexed. Yellow from 30 s, red from 60 s."),
            Chart.METRIC,
            """
            FROM govbrain-*
            | STATS written = MAX(indexed_at)
            | EVAL value = TO_DOUBLE(DATE_DIFF("second", written, NOW()))
            | KEEP value""",
            List.of(new Column(
                    "value",
                    "double",
                    "距最新数据",
                    "since the newest",
                    Role.VALUE,
                    Format.DURATION,
                    new Light(Worse.ABOVE, 30, 60),
                    null)),
            List.of(),
            Map.of());

    private AgeOfData() {}
}
