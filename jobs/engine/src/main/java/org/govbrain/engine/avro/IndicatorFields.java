package org.govbrain.engine.avro;

import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.domain.indicator.Indicator;
import org.govbrain.domain.indicator.IndicatorCounts;

/** The counts in a document: a field for each {@link Indicator}, of its name in small letters. */
final class IndicatorFields {
    private static final Indicator[] ALL = Indicator.values();

    private final int[] positions = new int[ALL.length];

    /**
     * Looks the fields up once.
     *
     * @throws IllegalArgumentException if the document lacks one
     */
    IndicatorFields(Schema schema) {
        for (int i = 0; i < ALL.length; i++) {
            String name = ALL[i].name().toLowerCase(Locale.ROOT);
            Schema.Field field = schema.getField(name);
            if (field == null) {
                throw new IllegalArgumentException(schema.getName() + " has no field " + name);
            }
            positions[i] = field.pos();
        }
    }

    void put(SpecificRecordBase document, IndicatorCounts counts) {
        for (int i = 0; i < ALL.length; i++) {
            document.put(positions[i], (long) counts.get(ALL[i]));
        }
    }
}
