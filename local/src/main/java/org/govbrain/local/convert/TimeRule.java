package org.govbrain.local.convert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column, or several put together, with a time. A local time in the hour that is skipped in spring is taken an hour
 * later, one in the hour that comes twice in autumn as the first of the two ({@link LocalDateTime#atZone}). A date
 * without a time is midnight.
 *
 * @param zone of local times; not used for a time with offset
 * @param notBefore whose time is taken instead when this one is earlier; null for none
 */
record TimeRule(
        Template source,
        TimeForm form,
        ZoneId zone,
        @Nullable Template notBefore) implements ValueRule {

    /** What a mapping says of a time: a text with columns in braces, or the name of one column. */
    static Template source(String text) {
        return text.indexOf('{') >= 0 ? new Template(text) : new Template("{" + text + "}");
    }

    /** The columns that it is read from, for a message. */
    String columns() {
        return String.join(" and ", source.columns());
    }

    @Override
    public Optional<String> find(SourceRow row) throws BadRowException {
        return findInstant(row).map(Instant::toString);
    }

    Optional<Instant> findInstant(SourceRow row) throws BadRowException {
        Optional<Instant> time = parse(row, source);
        Optional<Instant> least = notBefore == null || time.isEmpty() ? Optional.empty() : parse(row, notBefore);
        return least.isPresent() && time.get().isBefore(least.get()) ? least : time;
    }

    private Optional<Instant> parse(SourceRow row, Template from) throws BadRowException {
        Optional<String> text = from.find(row);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.read(text.get(), zone));
        } catch (DateTimeException e) {
            throw new BadRowException(
                    String.join(" and ", from.columns()) + " = \"" + text.get() + "\"; expected " + form.example(zone));
        }
    }
}
