package org.govbrain.local.convert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a row is.
 *
 * @param lat column of the latitude, or of both
 * @param lon column of the longitude; the same as {@code lat} when that has both
 * @param lonFirst whether the longitude stands first in a column that has both; WKT's {@code POINT (lon lat)} says so itself
 * @param crs {@code WGS84}, {@code CGCS2000}, {@code GCJ02} or {@code BD09}
 */
record PointRule(String lat, String lon, boolean lonFirst, String crs) {
    private static final Pattern BOTH = Pattern.compile(
            "(?<wkt>(?i)POINT)?\\s*[(\\[]?\\s*(?<first>[^,，;\\s]+)(?:\\s*[,，;]\\s*|\\s+)(?<second>[^,，;\\s]+?)\\s*[)\\]]?");

    /** What is longer is no position, and a pattern would look for one in it for minutes. */
    private static final int LONGEST = 500;

    /** The position; empty when the row has none. */
    Optional<ObjectNode> find(SourceRow row) throws BadRowException {
        Optional<String> latText = row.find(lat);
        Optional<String> lonText = row.find(lon);
        if (latText.isEmpty() || lonText.isEmpty()) {
            return Optional.empty();
        }
        int longest = Math.max(latText.get().length(), lonText.get().length());
        if (longest > LONGEST) {
            throw new BadRowException((lat.equals(lon) ? lat : lat + " or " + lon) + " has " + longest
                    + " characters; expected degrees in at most " + LONGEST);
        }
        if (!lat.equals(lon)) {
            return Optional.of(position(latText.get(), lonText.get()));
        }
        Matcher both = BOTH.matcher(latText.get());
        if (!both.matches()) {
            throw new BadRowException(lat + " = \"" + latText.get() + "\"; expected "
                    + (lonFirst ? "(longitude, latitude)" : "(latitude, longitude)"));
        }
        return Optional.of(
                lonFirst || both.group("wkt") != null
                        ? position(both.group("second"), both.group("first"))
                        : position(both.group("first"), both.group("second")));
    }

    private ObjectNode position(String latText, String lonText) throws BadRowException {
        double latitude = Degrees.read(lat, latText, true);
        double longitude = Degrees.read(lon, lonText, false);
        if (Math.abs(latitude) > 90.0 || Math.abs(longitude) > 180.0) {
            throw new BadRowException("latitude " + latText + ", longitude " + lonText
                    + "; expected at most 90 and 180 degrees"
                    + (Math.abs(longitude) <= 90.0 && Math.abs(latitude) <= 180.0
                            ? " (are they swapped in the mapping?)"
                            : ""));
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("lon", longitude)
                .put("lat", latitude)
                .put("crs", crs);
    }
}
