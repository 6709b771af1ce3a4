package org.govbrain.engine.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.govbrain.domain.geo.GridIndex;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads {@code grids.geojson}: a FeatureCollection of polygons in WGS84 (RFC 7946), a feature a grid. Properties:
 * {@code gridId} (required), {@code name}, {@code communityId}, {@code community}, {@code neighbourhoodClass}; others
 * are left alone. The {@code crs} member of older files is accepted when it names WGS84 or CGCS2000.
 *
 * <p>Where no feature has a gridId, {@code name} serves as id, so that the polygons that cities publish can be used as
 * they are; see {@link GridFeatures}.
 */
final class GridsParser {
    private static final int MOST_FEATURES = 1_000_000;
    private static final int LONGEST_TEXT = 200;
    private static final Pattern KNOWN_CRS = Pattern.compile("(?i)(urn:ogc:def:crs:)?"
            + "(OGC:([0-9.]*:)?CRS84|EPSG:([0-9.]*:)?(4326|4490))|http://www.opengis.net/def/crs/OGC/1.3/CRS84");
    /** What the parser adds for those who know it. */
    private static final Pattern PARSER_TALK = Pattern.compile(" \\(start marker.*|: was expecting.*");

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();

    private final String file;
    private final Problems problems;
    private final GeoJsonGeometry geometry;
    private final List<GridFeatures.Feature> features = new ArrayList<>();
    private boolean collection;
    private boolean listed;

    private GridsParser(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.geometry = new GeoJsonGeometry(file, problems);
    }

    /** The grids of a file; what can't be used is reported and left out. */
    static GridIndex parse(ReferenceText file, Problems problems) {
        GridsParser parser = new GridsParser(file.name(), problems);
        try (JsonParser json = JSON.createParser(file.text())) {
            parser.collection(json);
        } catch (StreamConstraintsException e) {
            problems.add(file.name(), "whole file", "levels, numbers or texts without end", "GeoJSON");
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? "whole file"
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            problems.add(
                    file.name(),
                    where,
                    PARSER_TALK.matcher(e.getOriginalMessage()).replaceAll(""),
                    "JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GridFeatures(file.name(), problems).index(parser.features);
    }

    private void collection(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            problems.add(file, "line 1", found(json), "a GeoJSON FeatureCollection");
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "type" -> type(json);
                case "crs" -> crs(json);
                case "features" -> features(json);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            problems.add(
                    file,
                    "line " + json.currentTokenLocation().getLineNr(),
                    "more after the end",
                    "one FeatureCollection");
        }
        if (!collection) {
            problems.add(file, "line 1", "no type", "\"type\": \"FeatureCollection\"");
        }
        if (!listed) {
            problems.add(file, "line 1", "no features", "\"features\": [ … ]");
        }
    }

    private void type(JsonParser json) throws IOException {
        collection = true;
        if (!found(json).equals("\"FeatureCollection\"")) {
            problems.add(file, where(json), found(json), "\"FeatureCollection\"");
            json.skipChildren();
        }
    }

    private void crs(JsonParser json) throws IOException {
        String where = where(json);
        String name = found(json);
        if (json.currentToken() == JsonToken.START_OBJECT) {
            name = properties(json, "properties").getOrDefault("name", "no name");
        } else {
            json.skipChildren();
        }
        if (!KNOWN_CRS.matcher(name).matches()) {
            problems.add(
                    file,
                    where,
                    name,
                    "WGS84 (CRS84, EPSG:4326) or CGCS2000 (EPSG:4490); convert the file or, if it"
                            + " is WGS84, remove the member");
        }
    }

    private void features(JsonParser json) throws IOException {
        listed = true;
        if (json.currentToken() != JsonToken.START_ARRAY) {
            problems.add(file, where(json), found(json), "an array of features");
            json.skipChildren();
            return;
        }
        String where = where(json);
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (++count > MOST_FEATURES) {
                json.skipChildren();
            } else {
                feature(json);
            }
        }
        if (count == 0 || count > MOST_FEATURES) {
            problems.add(file, where, count + " features", "1 to " + MOST_FEATURES + " features");
        }
    }

    private void feature(JsonParser json) throws IOException {
        String where = where(json);
        if (json.currentToken() != JsonToken.START_OBJECT) {
            problems.add(file, where, found(json), "a feature");
            json.skipChildren();
            return;
        }
        Map<String, String> properties = Map.of();
        Geometry area = null;
        boolean hasGeometry = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            if (key.equals("properties") && json.currentToken() == JsonToken.START_OBJECT) {
                properties = properties(json, "");
            } else if (key.equals("geometry")) {
                hasGeometry = true;
                area = geometry.read(json).orElse(null);
            } else {
                json.skipChildren();
            }
        }
        if (!hasGeometry) {
            problems.add(file, where + "/geometry", "missing", "a Polygon or MultiPolygon");
        }
        features.add(new GridFeatures.Feature(where, properties, area));
    }

    /** The texts and numbers of an object, or of the object at {@code inner} in it. */
    private Map<String, String> properties(JsonParser json, String inner) throws IOException {
        Map<String, String> properties = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken token = json.nextToken();
            if (!inner.isEmpty()) {
                if (key.equals(inner) && token == JsonToken.START_OBJECT) {
                    properties.putAll(properties(json, ""));
                } else {
                    json.skipChildren();
                }
            } else if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
                String text = json.getText().strip();
                if (text.length() > LONGEST_TEXT && GridFeatures.PROPERTIES.contains(key)) {
                    problems.add(file, where(json), text, "at most " + LONGEST_TEXT + " characters");
                } else if (!text.isEmpty()) {
                    properties.put(key, text);
                }
            } else {
                if (token != JsonToken.VALUE_NULL && GridFeatures.PROPERTIES.contains(key)) {
                    problems.add(file, where(json), found(json), "text");
                }
                json.skipChildren();
            }
        }
        return properties;
    }

    /** Line and JSON pointer (RFC 6901) of where the parser stands. */
    static String where(JsonParser json) {
        return "line " + json.currentTokenLocation().getLineNr() + ", "
                + json.getParsingContext().pathAsPointer();
    }

    /** What stands there, in a word. */
    static String found(JsonParser json) throws IOException {
        @Nullable JsonToken token = json.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "\"" + json.getText() + "\"";
            default -> json.getText();
        };
    }
}
