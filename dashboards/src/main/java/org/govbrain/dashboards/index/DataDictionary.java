package org.govbrain.dashboards.index;

import java.util.List;

/** {@code docs/DATA.md}: every field of every index, its type and its meaning in Chinese and English. */
public final class DataDictionary {
    private DataDictionary() {}

    /** The whole document, in Markdown. */
    public static String markdown(List<IndexDefinition> indices) {
        StringBuilder text = new StringBuilder("""
                # 数据字典 / Data dictionary

                由 `schemas/src/main/avro/document` 生成，请勿手改。/ Generated from `schemas/src/main/avro/document`: do not edit, \
                run `DataDictionaryTest` as it says when it fails.

                每个索引的文档编号固定，版本号由外部给出：重放或重试得到同样的文档。时间为 UTC；空值与空数组省略。/ Ids are deterministic and versions \
                external, so a replay or a retry ends in the same documents. Times are UTC; nulls and empty arrays are left out.

                | 索引 Index | 中文 | One document is | 编号 Id | 版本 Version |
                |---|---|---|---|---|
                """);
        for (IndexDefinition index : indices) {
            row(text, code(index.name()), index.zh(), index.doc(), code(index.key()), code(index.version()));
        }
        indices.forEach(index -> section(text, index));
        return text.toString();
    }

    private static void section(StringBuilder text, IndexDefinition index) {
        text.append("\n## ")
                .append(index.name())
                .append(" · ")
                .append(index.zh())
                .append("\n\n");
        text.append(index.doc()).append("\n\n");
        text.append("| 字段 Field | 类型 Type | 中文 | Meaning |\n|---|---|---|---|\n");
        index.fields().stream()
                .flatMap(IndexField::flattened)
                .forEach(field -> row(text, code(field.name()), field.type().word(), field.zh(), field.doc()));
    }

    private static String code(String word) {
        return "`" + word + "`";
    }

    private static void row(StringBuilder text, String... cells) {
        for (String cell : cells) {
            text.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        text.append("|\n");
    }
}
