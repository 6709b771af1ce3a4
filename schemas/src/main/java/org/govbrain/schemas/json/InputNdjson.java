package org.govbrain.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.json.LineProblem.Kind;

/**
 * Input records as lines of JSON, for people and tools. Field names are those of the Avro record, enum symbols are
 * texts (in any case), times are ISO-8601 with an offset, and what is absent is left out or {@code null}. A number for
 * an optional text is taken as the text that stands there. An unknown field is an error, because it is a misspelt one. Safe for several
 * threads.
 */
public final class InputNdjson<T extends SpecificRecordBase> {

    /** Longest line in bytes. */
    public static final int MOST_LINE_BYTES = 1 << 20;

    private static final int MOST_NESTING = 8;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .maxStringLength(MOST_LINE_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Otherwise 1e400 would become Infinity before anybody could say what stood there.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private static final JsonFactory WRITER = new JsonFactory();

    private final Class<T> recordClass;
    private final Schema schema;

    private InputNdjson(Class<T> recordClass) {
        this.recordClass = recordClass;
        this.schema = SpecificData.get().getSchema(recordClass);
    }

    /** The form of one kind of record. */
    public static <T extends SpecificRecordBase> InputNdjson<T> of(Class<T> recordClass) {
        return new InputNdjson<>(recordClass);
    }

    /**
     * The record of one line.
     *
     * @param line UTF-8, without the line break
     * @param number of the line, for the messages
     * @throws InvalidLineException with everything that is wrong; nothing else is ever thrown
     */
    public T read(byte[] line, long number) throws InvalidLineException {
        JsonNode node = object(line, number);
        List<LineProblem> problems = new ArrayList<>();
        SpecificRecordBase input = new InputFields(number, problems, path -> writtenNumber(line, path))
                .read(schema, (ObjectNode) node, "");
        if (!problems.isEmpty()) {
            throw new InvalidLineException(problems);
        }
        return recordClass.cast(input);
    }

    private JsonNode object(byte[] line, long number) throws InvalidLineException {
        if (line.length > MOST_LINE_BYTES) {
            throw invalid(number, Kind.TOO_LARGE, line.length + " bytes, and at most " + MOST_LINE_BYTES + " expected");
        }
        JsonNode node;
        try {
            node = READER.readTree(line);
        } catch (JsonProcessingException e) {
            throw invalid(
                    number,
                    Kind.NOT_AN_OBJECT,
                    "not one JSON object: " + LineProblem.shortened(e.getOriginalMessage()) + " (column "
                            + (e.getLocation() == null ? 0 : e.getLocation().getColumnNr()) + ")");
        } catch (IOException e) {
            throw invalid(
                    number, Kind.NOT_AN_OBJECT, "not one JSON object: " + LineProblem.shortened(String.valueOf(e)));
        }
        if (!node.isObject()) {
            throw invalid(
                    number,
                    Kind.NOT_AN_OBJECT,
                    "a JSON object {…} of a " + schema.getName() + " expected, not "
                            + (node.isMissingNode() ? "an empty line" : LineProblem.shortened(node.toString())));
        }
        return node;
    }

    /** A number as it stands in the line: a tree has its value, and 1e2 would become another code, 1E+2. */
    private static String writtenNumber(byte[] line, String path) {
        JsonPointer place = JsonPointer.compile("/" + path.replace('.', '/'));
        try (JsonParser json = READER.createParser(line)) {
            while (json.nextToken() != JsonToken.VALUE_NUMBER_FLOAT
                    || !json.getParsingContext().pathAsPointer().equals(place)) {
                if (json.currentToken() == null) {
                    throw new IllegalArgumentException("no number at " + place);
                }
            }
            return json.getText();
        } catch (IOException e) {
            throw new UncheckedIOException("this line was read before", e);
        }
    }

    private static InvalidLineException invalid(long number, Kind kind, String expected) {
        return new InvalidLineException(List.of(new LineProblem(number, kind, "", "", expected)));
    }

    /** The line of one record, without the line break. */
    public byte[] write(T input) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = WRITER.createGenerator(bytes)) {
            DocumentJson.write(input, json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory doesn't fail", e);
        }
        return bytes.toByteArray();
    }
}
