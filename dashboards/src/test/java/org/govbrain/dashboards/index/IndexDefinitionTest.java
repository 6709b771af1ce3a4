package org.govbrain.dashboards.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class IndexDefinitionTest {
    static final List<IndexDefinition> INDICES = IndexDefinition.ALL;

    @Test
    void everyIndexOfTheDesignIsDefined() {
        assertThat(INDICES)
                .as("index names are a contract with dashboards and outside tools")
                .extracting(IndexDefinition::name)
                .containsExactly(
                        "govbrain-cases",
                        "govbrain-breaches",
                        "govbrain-hotspots",
                        "govbrain-grids",
                        "govbrain-indicators",
                        "govbrain-corrections",
                        "govbrain-amendments",
                        "govbrain-patrols",
                        "govbrain-pages",
                        "govbrain-dead-letters",
                        "govbrain-feeds",
                        "govbrain-targets",
                        "govbrain-buildings",
                        "govbrain-posts");
    }

    @ParameterizedTest
    @FieldSource("INDICES")
    void everyFieldHasATypeAndAMeaningInTwoLanguages(IndexDefinition index) {
        assertThat(index.fields().stream().flatMap(IndexField::flattened))
                .as("what the data dictionary shows of %s", index.name())
                .isNotEmpty()
                .allSatisfy(field -> {
                    assertThat(field.doc()).as("doc of " + field.name()).isNotBlank();
                    assertThat(field.zh()).as("zh of " + field.name()).containsPattern("\\p{IsHan}|\\d");
                });
    }

    @ParameterizedTest
    @FieldSource("INDICES")
    void keyAndVersionAreFieldsOfTheRightType(IndexDefinition index) {
        assertThat(index.fields())
                .as("the document id of " + index.name())
                .anyMatch(field -> field.name().equals(index.key()) && field.type() == FieldType.KEYWORD);
        assertThat(record(index).getField(index.version()))
                .as("the external version of " + index.name() + ", which need not leave the topic")
                .isNotNull()
                .satisfies(field -> assertThat(field.schema().getType()).isEqualTo(Schema.Type.LONG));
    }

    private static Schema record(IndexDefinition index) {
        return Topics.of(Use.OUTPUT).stream()
                .map(topic -> SpecificData.get().getSchema(topic.recordClass()))
                .filter(record -> index.name().equals(record.getProp("index")))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @FieldSource("INDICES")
    void everyIndexHasTheBusinessInstantAndTheTechnicalOne(IndexDefinition index) {
        assertThat(index.fields())
                .as("dates that data views and freshness rely on, in " + index.name())
                .filteredOn(field -> field.type() == FieldType.DATE)
                .extracting(IndexField::name)
                .contains("@timestamp", "indexed_at");
    }

    @Test
    void aFieldWithoutAChineseNameIsRefusedByName() {
        Schema schema = new Schema.Parser().parse("""
                        {"type":"record","name":"Thing","doc":"A thing","zh":"物","index":"govbrain-things","key":"id",
                         "version":"revision","fields":[{"name":"id","type":"string","es":"keyword","doc":"Its id"}]}""");
        assertThatThrownBy(() -> IndexDefinition.of(schema))
                .as("who adds a field must learn what is missing")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Thing.id has no \"zh\" in its schema");
    }

    @Test
    void aFieldOfAnUnknownTypeIsRefusedWithTheTypesThatExist() {
        assertThatThrownBy(() -> FieldType.of("varchar"))
                .as("a typo in a schema")
                .hasMessageContaining("es = varchar, expected one of [keyword, text, date,");
    }
}
