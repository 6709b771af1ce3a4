package org.govbrain.local.convert;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event that a row gives.
 *
 * @param each array of the row whose every element gives one; null for one a row
 * @param shared what becomes of several rows that give an event of one id
 * @param fields by path, for example {@code origin.id}
 */
record EventRule(
        EventFile stream,
        String kind,
        @Nullable String each,
        List<Condition> when,
        Template id,
        TimeRule at,
        Shared shared,
        @Nullable PointRule position,
        Map<String, ValueRule> fields) {

    /** Which of several events with one id is kept. */
    enum Shared {
        /** There must not be several. */
        NO,
        EARLIEST,
        LATEST
    }

    boolean holds(SourceRow row) {
        return when.stream().allMatch(condition -> condition.holds(row));
    }
}
