package org.govbrain.domain.indicator;

import java.util.Locale;
import org.govbrain.domain.situation.Breach;
import org.jspecify.annotations.Nullable;

/**
 * What a fact is about.
 *
 * @param breachId null for the opening and the end of a case
 */
public record FactSubject(
        Kind kind, String caseId, @Nullable String breachId) {

    /** That a case was opened, that it ended, that a deadline was missed, and that what was late was done or called off. */
    public enum Kind {
        CASE,
        END,
        BREACH,
        STOP;

        /** The word in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static FactSubject openingOf(String caseId) {
        return new FactSubject(Kind.CASE, caseId, null);
    }

    public static FactSubject endOf(String caseId) {
        return new FactSubject(Kind.END, caseId, null);
    }

    public static FactSubject missOf(Breach breach) {
        return new FactSubject(Kind.BREACH, breach.caseId(), breach.breachId());
    }

    public static FactSubject stopOf(Breach breach) {
        return new FactSubject(Kind.STOP, breach.caseId(), breach.breachId());
    }

    /** {@code kind|case} or {@code kind|breach}. */
    public String id() {
        return kind.word() + "|" + (breachId == null ? caseId : breachId);
    }
}
