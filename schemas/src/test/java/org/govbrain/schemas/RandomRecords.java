package org.govbrain.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Valid records of any of our types from a seed, with Chinese text, extreme numbers and absent fields. */
public final class RandomRecords {

    private static final String LETTERS = "abcXYZ019-_ 网格员综治\"\\/\u00e9\t\ud83d\ude92";

    private final Random random;

    public RandomRecords(long seed) {
        random = new Random(seed);
    }

    public <T extends SpecificRecordBase> T next(Class<T> type) {
        return type.cast(Objects.requireNonNull(value(SpecificData.get().getSchema(type))));
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt();
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? java.time.Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L))
                        : (Object) random.nextLong();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> (random.nextDouble() - 0.5) * 360;
            case STRING -> text();
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                yield java.nio.ByteBuffer.wrap(bytes);
            }
            case ENUM ->
                SpecificData.get()
                        .createEnum(
                                schema.getEnumSymbols()
                                        .get(random.nextInt(
                                                schema.getEnumSymbols().size())),
                                schema);
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    items.add(value(schema.getElementType()));
                }
                yield items;
            }
            case RECORD -> {
                SpecificRecordBase filled = (SpecificRecordBase)
                        SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
                for (Schema.Field field : schema.getFields()) {
                    filled.put(field.pos(), value(field.schema()));
                }
                yield filled;
            }
            case MAP, FIXED -> throw new IllegalArgumentException("none of our records has a " + schema.getType());
        };
    }

    private String text() {
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(30); n > 0; n--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
