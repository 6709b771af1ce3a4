package org.govbrain.local.convert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column with a time. A local time in the hour that is skipped in spring is taken an hour later, one in the hour that
 * comes twice in autumn as the first of the two ({@link LocalDateTime#atZone}). A date without a time is midnight.
 *
 * @param zone of local times; not used for a time with offset
 * @param notBefore a column whose time is taken instead when this one is earlier; null for none
 */
record TimeRule(
        String column, Form form, ZoneId zone, @Nullable String notBefore) implements ValueRule {

    /** A format of times, as {@link DateTimeFormatter} spells it, or {@code iso}. */
    record Form(String pattern, DateTimeFormatter formatter) {
        static final String ISO = "iso";

        /**
         * The format of a pattern.
         *
         * @throws IllegalArgumentException when it is none
         */
        static Form of(String pattern) {
            return new Form(
                    pattern,
                    pattern.equals(ISO)
                            ? new DateTimeFormatterBuilder()
                                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                                    .appendPattern("['T'][' ']")
                                    .appendOptional(DateTimeFormatter.ISO_LOCAL_TIME)
                                    .appendPattern("[XXX]")
                                    .toFormatter(Locale.ENGLISH)
                            // The era lets yyyy be strict, so that 30 February is refused and not moved.
                            : new DateTimeFormatterBuilder()
                                    .parseCaseInsensitive()
                                    .appendPattern(pattern)
                                    .parseDefaulting(ChronoField.ERA, 1)
                                    .toFormatter(Locale.ENGLISH)
                                    .withResolverStyle(ResolverStyle.STRICT));
        }
    }

    @Override
    public Optional<String> find(SourceRow row) throws BadRowException {
        return findInstant(row).map(Instant::toString);
    }

    Optional<Instant> findInstant(SourceRow row) throws BadRowException {
        Optional<Instant> time = parse(row, column);
        Optional<Instant> least = notBefore == null || time.isEmpty() ? Optional.empty() : parse(row, notBefore);
        return least.isPresent() && time.get().isBefore(least.get()) ? least : time;
    }

    private Optional<Instant> parse(SourceRow row, String from) throws BadRowException {
        Optional<String> text = row.find(from);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            TemporalAccessor parsed =
                    form.formatter().parseBest(text.get(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime time) {
                return Optional.of(time.toInstant());
            }
            LocalDateTime local = parsed instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(parsed);
            return Optional.of(local.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            throw new BadRowException(
                    from + " = \"" + text.get() + "\"; expected a time like " + form.pattern() + " in " + zone);
        }
    }
}
