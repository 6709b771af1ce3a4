package org.govbrain.dashboards.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.govbrain.dashboards.index.IndexDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KibanaRolesTest {
    private static JsonNode role(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("kibana", "roles", name + ".json").toFile());
    }

    private static Set<String> indices(JsonNode role) {
        Set<String> names = new TreeSet<>();
        role.at("/elasticsearch/indices")
                .forEach(indices -> indices.get("names").forEach(name -> names.add(name.asText())));
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"leader", "analyst"})
    void leaders_and_analysts_read_every_index_but_the_raw_records(String name) throws IOException {
        Set<String> every = new TreeSet<>(
                IndexDefinition.ALL.stream().map(IndexDefinition::name).toList());
        every.remove("govbrain-dead-letters");
        assertThat(indices(role(name))).as("a new index is named here too").isEqualTo(every);
    }

    @Test
    void nobody_writes_documents() throws IOException {
        for (String name : List.of("leader", "analyst", "operator")) {
            role(name)
                    .at("/elasticsearch/indices")
                    .forEach(indices -> indices.get("privileges")
                            .forEach(privilege -> assertThat(privilege.asText())
                                    .as("privilege of %s", name)
                                    .isIn("read", "view_index_metadata", "monitor")));
        }
        assertThat(indices(role("operator"))).as("operators see all").containsExactly("govbrain-*");
    }

    @Test
    void leaders_change_nothing_in_kibana() throws IOException {
        role("leader")
                .at("/kibana/0/feature")
                .properties()
                .forEach(feature -> assertThat(feature.getValue().toString())
                        .as(feature.getKey())
                        .isEqualTo("[\"read\"]"));
    }
}
