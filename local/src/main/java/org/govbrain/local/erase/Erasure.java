package org.govbrain.local.erase;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Takes one person's code out of documents and puts another word in its place, the same everywhere, so that what is counted
 * by person still counts. Where a code may stand is said by the schemas, in the attribute {@code person} of a field: it
 * is a {@code code} itself, a {@code text} with codes as words, an {@code id} with a code behind its last bar, or
 * {@code bytes} in Base64, which are dropped when they hold it.
 */
final class Erasure {
    private static final String PERSON = "person";

    private final String code;
    private final String instead;
    private final Pattern word;

    /** Of a code by a word. */
    Erasure(String code, String instead) {
        this.code = code;
        this.instead = instead;
        // A code within a longer one is another person's; Chinese has no spaces between words.
        this.word = Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(code) + "(?![A-Za-z0-9_-])");
    }

    /** The document without the person; empty when the person does not stand in it. */
    Optional<SpecificRecordBase> of(SpecificRecordBase document) {
        SpecificRecordBase erased = SpecificData.get().deepCopy(document.getSchema(), document);
        boolean changed = false;
        for (Schema.Field field : document.getSchema().getFields()) {
            String holds = field.getProp(PERSON);
            Object value = document.get(field.pos());
            if (holds != null && value != null) {
                Object next = without(holds, value);
                changed |= !value.equals(next);
                erased.put(field.pos(), next);
            }
        }
        return changed ? Optional.of(erased) : Optional.empty();
    }

    /** Whether a text holds the code as a word. */
    boolean stands(String text) {
        return word.matcher(text).find();
    }

    /** Whether bytes of an unknown form hold the code, be it only within a longer one. */
    boolean stands(byte[] bytes) {
        String sought = new String(code.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(sought);
    }

    private @Nullable Object without(String holds, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> without(holds, each)).toList();
        }
        String text = value.toString();
        UnaryOperator<@Nullable String> of = switch (holds) {
            case "code" -> this::ofCode;
            case "text" -> this::ofText;
            case "id" -> this::ofId;
            case "bytes" -> this::ofBytes;
            default -> throw new IllegalArgumentException("No field holds a person as " + holds);
        };
        return of.apply(text);
    }

    private String ofCode(String text) {
        return text.equals(code) ? instead : text;
    }

    private String ofText(String text) {
        return word.matcher(text).replaceAll(Matcher.quoteReplacement(instead));
    }

    private String ofId(String text) {
        return text.endsWith("|" + code) ? text.substring(0, text.length() - code.length()) + instead : text;
    }

    /** Bytes that could not be read cannot be changed either. */
    private @Nullable String ofBytes(String text) {
        return stands(Base64.getDecoder().decode(text)) ? null : text;
    }
}
