package org.govbrain.local.console;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, checked.
 *
 * @param shift periods back, 0 to -520
 * @param filter field to value, only fields that may be asked for
 */
record RequestQuery(int shift, SortedMap<String, String> filter) {
    /**
     * Ids and names as sources give them: of a grid {@code Hell's Kitchen}, of a case 〔2024〕12号. Nothing that would end a text of a
     * query language; they are parameters of the query all the same.
     */
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}\\uFFFD\"\\\\]{0,200}");

    private static final Pattern SHIFT = Pattern.compile("0|-[1-9]\\d{0,2}");

    /** @throws Refusal 400 for a parameter that is not known or not well-formed, in a line of Chinese and one of English */
    static RequestQuery of(URI uri, Set<String> fields) {
        int shift = 0;
        SortedMap<String, String> filter = new TreeMap<>();
        @Nullable String query = uri.getRawQuery();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            String name = decoded(parts[0]);
            String value = parts.length == 2 ? decoded(parts[1]) : "";
            if (!name.equals("shift") && !fields.contains(name)) {
                throw unknown(name, fields);
            }
            if (!(name.equals("shift") ? SHIFT : VALUE).matcher(value).matches()) {
                throw new Refusal(400, name + "：这个值用不了。\nThis is no value of " + name + ".");
            }
            if (name.equals("shift")) {
                shift = Integer.parseInt(value);
            } else {
                filter.put(name, value);
            }
        }
        return new RequestQuery(shift, filter);
    }

    private static Refusal unknown(String name, Set<String> fields) {
        Set<String> known = new TreeSet<>(fields);
        known.add("shift");
        return new Refusal(
                400,
                "这里没有叫“" + name + "”的筛选，可用的有：" + String.join("、", known) + "。\nThere is no filter " + name
                        + " here; there are: " + String.join(", ", known) + ".");
    }

    static boolean isValue(String text) {
        return !text.isEmpty() && VALUE.matcher(text).matches();
    }

    /** A part of a path, in which a plus is a plus. */
    static String decodedPath(String part) {
        return decoded(part.replace("+", "%2B"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The address is not well-formed.");
        }
    }
}
