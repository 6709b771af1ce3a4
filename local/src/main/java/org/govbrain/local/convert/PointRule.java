package org.govbrain.local.convert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a row is.
 *
 * @param lat column of the latitude, in degrees, or of both as {@code (lat, lon)}
 * @param lon column of the longitude; the same as {@code lat} when that has both
 * @param crs {@code WGS84}, {@code CGCS2000}, {@code GCJ02} or {@code BD09}
 */
record PointRule(String lat, String lon, String crs) {
    private static final Pattern BOTH = Pattern.compile("\\(?\\s*([-+0-9.eE]+)\\s*,\\s*([-+0-9.eE]+)\\s*\\)?");

    /** The position; empty when the row has none. */
    Optional<ObjectNode> find(SourceRow row) throws BadRowException {
        Optional<String> latText = row.find(lat);
        Optional<String> lonText = row.find(lon);
        if (latText.isEmpty() || lonText.isEmpty()) {
            return Optional.empty();
        }
        if (!lat.equals(lon)) {
            return Optional.of(position(number(lat, latText.get()), number(lon, lonText.get())));
        }
        Matcher both = BOTH.matcher(latText.get());
        if (!both.matches()) {
            throw new BadRowException(lat + " = \"" + latText.get() + "\"; expected (latitude, longitude)");
        }
        return Optional.of(position(number(lat, both.group(1)), number(lat, both.group(2))));
    }

    private ObjectNode position(double latitude, double longitude) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("lon", longitude)
                .put("lat", latitude)
                .put("crs", crs);
    }

    private static double number(String column, String text) throws BadRowException {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below in the same words.
        }
        throw new BadRowException(column + " = \"" + text + "\"; expected degrees");
    }
}
