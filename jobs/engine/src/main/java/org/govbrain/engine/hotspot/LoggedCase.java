package org.govbrain.engine.hotspot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.detect.TripFile;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a case to those who know what else its reporter logged.
 *
 * @param key see {@link TripFile#keyOf}
 */
@TypeInfo(CompactRecord.class)
public record LoggedCase(String key, CaseHistory history) {

    /** What there is to tell: once of most cases, and to two where it was first known as another's. */
    public static List<LoggedCase> of(@Nullable CaseHistory before, CaseHistory history) {
        List<LoggedCase> told = new ArrayList<>(1);
        if (before != null && TripFile.isSame(before, history)) {
            return told;
        }
        Optional<String> key = TripFile.keyOf(history);
        Optional<String> old = before == null ? Optional.empty() : TripFile.keyOf(before);
        old.filter(each -> !key.equals(old)).ifPresent(each -> told.add(new LoggedCase(each, history)));
        key.ifPresent(each -> told.add(new LoggedCase(each, history)));
        return told;
    }

    /** Whether the case belongs here, and not only did so once. */
    boolean isHere() {
        return TripFile.keyOf(history).filter(key::equals).isPresent();
    }
}
