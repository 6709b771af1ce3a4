package org.govbrain.domain.hotspot.detect;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Finding;

/** How numbers and lists stand in what people read. */
final class Sentences {
    private Sentences() {}

    /** Up to three digits behind the point and none too many: 7, 0.5, 3.142. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** Ids in order; of too many the newest cases. */
    static List<String> caseIds(Collection<CaseFact> cases) {
        return cases.stream()
                .sorted(Comparator.comparing(CaseFact::openedAt).reversed().thenComparing(CaseFact::caseId))
                .limit(Finding.MAX_CASES)
                .map(CaseFact::caseId)
                .sorted()
                .toList();
    }
}
