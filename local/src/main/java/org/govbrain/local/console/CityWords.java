package org.govbrain.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
    private static final String GRIDS = "grids.geojson";
    private static final ObjectMapper JSON = new ObjectMapper();

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
        words.put("grid_name", places(city, "name", "nameEn"));
        words.put("community_name", places(city, "community", "communityEn"));
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

    /** English names that a city's polygons give beside its own; documents carry its own. */
    private static Map<String, Text> places(StoredReference city, String name, String english) {
        Map<String, Text> words = new LinkedHashMap<>();
        byte[] bytes = city.contents().get(GRIDS);
        if (bytes == null) {
            return words;
        }
        try {
            for (JsonNode feature : JSON.readTree(bytes).path("features")) {
                JsonNode properties = feature.path("properties");
                if (properties.hasNonNull(name) && properties.hasNonNull(english)) {
                    String own = properties.get(name).asText();
                    words.put(own, new Text(own, properties.get(english).asText()));
                }
            }
        } catch (IOException e) {
            // A file that cannot be read gives no names; who loads it is told why.
            return Map.of();
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
