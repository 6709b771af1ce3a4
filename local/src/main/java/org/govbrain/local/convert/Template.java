package org.govbrain.local.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with columns in braces, such as {@code sf-{Incident Number}-{Unit ID}}; without any it is a constant. */
record Template(String text) implements ValueRule {
    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");

    /** As the NDJSON form has it; columns that are repeated must not multiply a long value. */
    private static final int LONGEST = 20_000;

    List<String> columns() {
        List<String> columns = new ArrayList<>();
        COLUMN.matcher(text).results().forEach(found -> columns.add(found.group(1)));
        return columns;
    }

    /** Empty when one of its columns is. */
    @Override
    public Optional<String> find(SourceRow row) throws BadRowException {
        Matcher column = COLUMN.matcher(text);
        StringBuilder filled = new StringBuilder();
        int end = 0;
        while (column.find()) {
            Optional<String> value = row.find(column.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.append(text.substring(end, column.start())).append(value.get());
            if (filled.length() > LONGEST) {
                throw new BadRowException(column.group(1) + " makes a text of " + filled.length()
                        + " characters; expected at most " + LONGEST);
            }
            end = column.end();
        }
        return Optional.of(filled.append(text.substring(end)).toString());
    }
}
