package org.govbrain.local.convert;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Degrees as people and devices write them: {@code 116.3}, {@code 116.3°E}, {@code W 122.45}, {@code 39°54′20″N},
 * {@code 东经116度23分}, with a point or a comma before the decimals. South and west are negative.
 */
final class Degrees {
    private static final Pattern SIDE_FIRST = Pattern.compile("(?<side>[NSEW]|北纬|南纬|东经|西经)\\s*(?<rest>.*)");
    private static final Pattern SIDE_LAST = Pattern.compile("(?<rest>.*?)\\s*(?<side>[NSEW])");
    private static final Pattern PARTS = Pattern.compile(
            "(?<degrees>[0-9]+(?:\\.[0-9]+)?)\\s*[°º度]"
                    + "(?:\\s*(?<minutes>[0-9]+(?:\\.[0-9]+)?)\\s*['′’分](?:\\s*(?<seconds>[0-9]+(?:\\.[0-9]+)?)\\s*(?:[\"″”秒]|''))?)?");
    /** {@code 44,5}: no number of degrees is so large that the comma could stand between thousands. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(?<=[0-9]),(?=[0-9])");

    private static final double SIXTY = 60.0;

    private Degrees() {}

    /**
     * The degrees of a text in a column.
     *
     * @param latitude whether north and south, not east and west, may be named
     * @throws BadRowException when it has none
     */
    static double read(String column, String text, boolean latitude) throws BadRowException {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        Matcher first = SIDE_FIRST.matcher(upper);
        Matcher last = SIDE_LAST.matcher(upper);
        Matcher sided = first.matches() ? first : last;
        boolean hasSide = sided == first || last.matches();
        String rest = hasSide ? sided.group("rest") : upper;
        double number = number(DECIMAL_COMMA.matcher(rest.strip()).replaceFirst("."));
        if (!Double.isFinite(number) || (hasSide && number < 0)) {
            throw new BadRowException(column + " = \"" + text + "\"; expected degrees");
        }
        if (!hasSide) {
            return number;
        }
        String side = sided.group("side");
        if (latitude != "NS北纬南纬".contains(side)) {
            throw new BadRowException(column + " = \"" + text + "\"; expected a "
                    + (latitude ? "latitude, and this is a longitude" : "longitude, and this is a latitude")
                    + " (are they swapped in the mapping?)");
        }
        return side.equals("S") || side.equals("W") || side.equals("南纬") || side.equals("西经") ? -number : number;
    }

    /** NaN when it is none. */
    private static double number(String text) {
        Matcher parts = PARTS.matcher(text);
        if (parts.matches()) {
            return Double.parseDouble(parts.group("degrees"))
                    + part(parts.group("minutes")) / SIXTY
                    + part(parts.group("seconds")) / (SIXTY * SIXTY);
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double part(@Nullable String text) {
        double part = text == null ? 0.0 : Double.parseDouble(text);
        return part < SIXTY ? part : Double.NaN;
    }
}
