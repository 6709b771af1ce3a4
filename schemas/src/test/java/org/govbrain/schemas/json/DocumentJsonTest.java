package org.govbrain.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.RandomRecords;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.GeoPoint;
import org.junit.jupiter.api.Test;

class DocumentJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Schema SCHEMA = new Schema.Parser().parse("""
        {"type": "record", "name": "Example", "fields": [
          {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}, "json": "@timestamp"},
          {"name": "closed_at", "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}]},
          {"name": "name", "type": ["null", "string"]},
          {"name": "score", "type": ["null", "double"]},
          {"name": "ids", "type": {"type": "array", "items": "string"}},
          {"name": "boundary", "type": ["null", "string"], "es": "boundary"},
          {"name": "location", "type": ["null", %s], "es": "geo_point"}
        ]}\
        """.formatted(GeoPoint.getClassSchema()));

    private static GenericRecordBuilder example() {
        return new GenericRecordBuilder(SCHEMA)
                .set("timestamp", 0L)
                .set("closed_at", null)
                .set("name", null)
                .set("score", null)
                .set("ids", List.of())
                .set("boundary", null)
                .set("location", null);
    }

    private static String json(GenericData.Record document) {
        return new String(DocumentJson.toJson(document), StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsWrittenForNullForEmptyArraysAndForNumbersThatAreNone() {
        assertThat(json(example().set("score", Double.NaN).build()))
                .isEqualTo("{\"@timestamp\":\"1970-01-01T00:00:00.000Z\"}");
    }

    @Test
    void everythingElseIsWrittenInItsForm() {
        assertThat(json(example()
                        .set("timestamp", 1_795_421_730_250L)
                        .set("closed_at", 1_795_421_730_000L)
                        .set("name", "综治\n\"x\"")
                        .set("score", 0.5)
                        .set("ids", List.of("a", "b"))
                        .set("boundary", "{\"type\":\"Polygon\",\n\"coordinates\":[]}")
                        .set("location", new GeoPoint(30.5, 120.25))
                        .build()))
                .isEqualTo("{\"@timestamp\":\"2026-11-23T08:15:30.250Z\",\"closed_at\":\"2026-11-23T08:15:30.000Z\","
                        + "\"name\":\"综治\\n\\\"x\\\"\",\"score\":0.5,\"ids\":[\"a\",\"b\"],"
                        + "\"boundary\":{\"type\":\"Polygon\", \"coordinates\":[]},"
                        + "\"location\":{\"lat\":30.5,\"lon\":120.25}}");
    }

    @Property(tries = 100, seed = "20261123")
    void everyDocumentOfOursIsOneLineOfJsonWithTheFieldsThatItHas(@ForAll long seed) throws IOException {
        for (Topic<? extends SpecificRecordBase> topic : Topics.of(Topic.Use.OUTPUT)) {
            SpecificRecordBase document = new RandomRecords(seed).next(topic.recordClass());
            for (Schema.Field field : document.getSchema().getFields()) {
                if ("boundary".equals(field.getProp("es"))) {
                    document.put(field.pos(), "{\"type\":\"Point\"}");
                }
            }
            byte[] json = DocumentJson.toJson(document);
            assertThat(json).as("NDJSON ends a document at a line break").doesNotContain('\n', '\r');
            JsonNode read = JSON.readTree(json);
            for (Schema.Field field : document.getSchema().getFields()) {
                Object value = document.get(field.pos());
                boolean onTheTopicOnly = "topic_only".equals(field.getProp("es"));
                boolean nothing =
                        value == null || onTheTopicOnly || (value instanceof List<?> items && items.isEmpty());
                assertThat(read.has(DocumentPlan.jsonName(field)))
                        .as(topic.name() + " " + field.name())
                        .isEqualTo(!nothing);
                if (!nothing && value instanceof String text && !"boundary".equals(field.getProp("es"))) {
                    assertThat(read.get(DocumentPlan.jsonName(field)).textValue())
                            .isEqualTo(text);
                }
            }
        }
    }

    @Test
    void aCallerAddsFieldsOfItsOwn() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            DocumentJson.writeFields(example().build(), json);
            json.writeStringField("indexed_at", IsoTime.format(1));
            json.writeEndObject();
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"@timestamp\":\"1970-01-01T00:00:00.000Z\",\"indexed_at\":\"1970-01-01T00:00:00.001Z\"}");
    }

    @Test
    void mapsAndNestedRecordsAreObjects() {
        Schema schema = SchemaBuilder.record("WithMap")
                .fields()
                .name("counts")
                .type()
                .map()
                .values()
                .longType()
                .noDefault()
                .endRecord();
        GenericData.Record document = new GenericRecordBuilder(schema)
                .set("counts", java.util.Map.of("a", 1L))
                .build();
        assertThat(json(document)).isEqualTo("{\"counts\":{\"a\":1}}");
    }

    @Property(seed = "20261123")
    void anInstantIsWrittenAsJavaReadsIt(
            @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long ms) {
        assertThat(IsoTime.format(ms)).as("one width for all").hasSize(24);
        assertThat(Instant.parse(IsoTime.format(ms)).toEpochMilli()).isEqualTo(ms);
    }

    @Property(seed = "20261123")
    void anInstantFarAwayIsWrittenAsJavaWritesIt(@ForAll long ms) {
        assertThat(Instant.parse(IsoTime.format(ms)).toEpochMilli()).isEqualTo(ms);
    }
}
