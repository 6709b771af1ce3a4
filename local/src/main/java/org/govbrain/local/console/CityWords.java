package org.govbrain.local.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.govbrain.dashboards.panel.Text;
import org.govbrain.domain.event.CategoryGroup;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.StoredReference;
import org.govbrain.engine.reference.Yaml;
import org.govbrain.engine.reference.YamlMap;

/** The labels of a city's own codes, as its reference files give them. A code without a label is shown as it is. */
public final class CityWords {
    private static final String ROSTER = "roster.yaml";

    private CityWords() {}

    /**
     * Field to code to words.
     *
     * @param city its files in force; a roster that is not there or cannot be read gives no labels
     */
    public static Map<String, Map<String, Text>> of(StoredReference city) {
        Map<String, Map<String, Text>> words = new LinkedHashMap<>();
        words.put("category_group", groups(city));
        words.put("department_id", words(city, "departments", "department"));
        words.put("platform", words(city, "platforms", "platform"));
        return words;
    }

    private static Map<String, Text> groups(StoredReference city) {
        Map<String, Text> words = new LinkedHashMap<>();
        for (CategoryGroup group :
                ReferenceLoader.fromStored(city).data().categories().groups()) {
            words.put(group.code(), new Text(group.zh(), group.en()));
        }
        return words;
    }

    private static Map<String, Text> words(StoredReference city, String list, String key) {
        Map<String, Text> words = new LinkedHashMap<>();
        byte[] bytes = city.contents().get(ROSTER);
        if (bytes == null) {
            return words;
        }
        Problems problems = new Problems();
        ReferenceText.of(ROSTER, bytes, problems).ifPresent(text -> {
            for (YamlMap entry : Yaml.read(text, problems).maps(list)) {
                String code = entry.findText(key).orElse("");
                if (!code.isEmpty()) {
                    words.put(
                            code,
                            new Text(
                                    entry.findText("zh").orElse(code),
                                    entry.findText("en").orElse(code)));
                }
            }
        });
        return words;
    }
}
