package org.govbrain.local.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How days and times are written on the command line. */
public final class TimeForms {
    private TimeForms() {}

    /** Makes a command line say what it expects where Picocli would show an exception of Java's. */
    public static void on(CommandLine line) {
        line.registerConverter(LocalDate.class, of(LocalDate::parse, "a day like 2026-03-20"));
        line.registerConverter(
                OffsetDateTime.class, of(OffsetDateTime::parse, "a time with offset like 2026-03-20T08:00:00+08:00"));
    }

    private static <T> ITypeConverter<T> of(Function<String, T> parse, String expected) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("expected " + expected + ", not " + text);
            }
        };
    }
}
