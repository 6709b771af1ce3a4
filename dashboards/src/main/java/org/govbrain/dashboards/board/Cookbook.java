package org.govbrain.dashboards.board;

import java.util.List;

/** {@code docs/COOKBOOK.md}: questions that people ask of the data, each with its query. */
public final class Cookbook {
    private Cookbook() {}

    /** The whole document, in Markdown. */
    public static String markdown(List<Question> questions) {
        StringBuilder text = new StringBuilder("""
                # 查询手册 / Cookbook

                由 `dashboards/src/main/resources/boards/cookbook.yaml` 生成，请勿手改。/ Generated from \
                `dashboards/src/main/resources/boards/cookbook.yaml`: do not edit, run `KibanaExportTest` as it says when it fails.

                每条查询都由测试在真的 Elasticsearch 上运行过，也都是 Kibana 里的已存搜索（「问：…」）。`?_tstart` 与 `?_tend` 是时间选择器的起止，\
                在别处运行时作参数给出。字段见 [DATA.md](DATA.md)。/ A test runs each on a real Elasticsearch, and each is a saved search in Kibana \
                ("Ask: …"). `?_tstart` and `?_tend` are the ends of the time picker; elsewhere give them as parameters. Fields: [DATA.md](DATA.md).

                ```
                POST /_query?format=csv
                {"query": "FROM govbrain-cases | WHERE opened_at >= ?_tstart | STATS n = COUNT(*)", \
                "params": [{"_tstart": "2026-03-01T00:00:00+08:00"}, {"_tend": "2026-04-01T00:00:00+08:00"}]}
                ```

                `format=csv` 也是导出整张表的办法：`curl -s -H 'Content-Type: application/json' -d @query.json '…/_query?format=csv' > table.csv`。\
                / `format=csv` is also the way to export a whole table.
                """);
        int number = 0;
        for (Question question : questions) {
            number++;
            text.append("\n## ").append(number).append(". ");
            text.append(question.title().zh())
                    .append(" / ")
                    .append(question.title().en());
            text.append("\n\n").append(question.why().zh());
            text.append(" / ").append(question.why().en());
            text.append("\n\n```\n").append(question.query()).append("\n```\n");
        }
        return text.toString();
    }
}
