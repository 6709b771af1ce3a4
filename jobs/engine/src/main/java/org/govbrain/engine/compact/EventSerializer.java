package org.govbrain.engine.compact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * Events in fewer bytes and objects than a POJO. What an event does not have takes one bit; a
 * component that is added later takes the next bit, so that state written before reads as if it had none.
 */
public final class EventSerializer extends CompactSerializer<GovernanceEvent> {
    private static final long serialVersionUID = 1L;

    /** Events as Flink has to know them. */
    public static final TypeInformation<GovernanceEvent> TYPE =
            new CompactType<>(GovernanceEvent.class, EventSerializer::new);

    private static final int SUBJECT = 1;
    private static final int ORIGIN = 1 << 1;
    private static final int PLATFORM = 1 << 2;
    private static final int DEPARTMENT = 1 << 3;
    private static final int CATEGORY = 1 << 4;
    private static final int URGENCY = 1 << 5;
    private static final int DUE = 1 << 6;
    private static final int GRID = 1 << 7;
    private static final int POSITION = 1 << 8;
    private static final int BUILDING = 1 << 9;
    private static final int PERSON = 1 << 10;
    private static final int SATISFACTION = 1 << 11;
    private static final int HOUSEHOLDS = 1 << 12;
    private static final int FLAGS = 1 << 13;

    private final EventWords words;

    public EventSerializer() {
        this(EventWords.TODAY);
    }

    /** For state that was written when the enums had these words. */
    EventSerializer(EventWords words) {
        this.words = words;
    }

    @Override
    public EventSerializer duplicate() {
        return new EventSerializer(words);
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // the snapshot keeps what each number meant
    public void write(GovernanceEvent event, CompactOutput out) {
        out.number(present(event));
        out.text(event.eventId());
        out.instant(event.occurredAt());
        out.number(event.stream().ordinal());
        out.number(event.kind().ordinal());
        out.text(event.sourceSystem());
        text(event.subjectId(), out);
        if (event.originStream() != null) {
            out.number(event.originStream().ordinal());
        }
        text(event.originId(), out);
        text(event.platform(), out);
        text(event.departmentId(), out);
        text(event.category(), out);
        if (event.urgency() != null) {
            out.number(event.urgency().ordinal());
        }
        if (event.dueAt() != null) {
            out.instant(event.dueAt());
        }
        text(event.gridId(), out);
        if (event.lon() != null && event.lat() != null) {
            out.decimal(event.lon());
            out.decimal(event.lat());
        }
        text(event.buildingId(), out);
        text(event.personId(), out);
        text(event.satisfaction(), out);
        if (event.households() != 0) {
            out.number(event.households());
        }
        if (!event.flags().isEmpty()) {
            out.number(event.flags().size());
            event.flags().forEach(out::text);
        }
    }

    private static int present(GovernanceEvent event) {
        return bit(SUBJECT, event.subjectId())
                | bit(ORIGIN, event.originId())
                | bit(PLATFORM, event.platform())
                | bit(DEPARTMENT, event.departmentId())
                | bit(CATEGORY, event.category())
                | bit(URGENCY, event.urgency())
                | bit(DUE, event.dueAt())
                | bit(GRID, event.gridId())
                | bit(POSITION, event.lon())
                | bit(BUILDING, event.buildingId())
                | bit(PERSON, event.personId())
                | bit(SATISFACTION, event.satisfaction())
                | (event.households() == 0 ? 0 : HOUSEHOLDS)
                | (event.flags().isEmpty() ? 0 : FLAGS);
    }

    private static int bit(int bit, @Nullable Object value) {
        return value == null ? 0 : bit;
    }

    private static void text(@Nullable String value, CompactOutput out) {
        if (value != null) {
            out.text(value);
        }
    }

    @Override
    public GovernanceEvent read(CompactInput in) {
        int present = (int) in.number();
        String eventId = in.text();
        Instant occurredAt = in.instant();
        Stream stream = words.stream(in.number());
        EventKind kind = words.kind(in.number());
        String sourceSystem = in.code();
        String subjectId = has(present, SUBJECT) ? in.text() : null;
        Stream originStream = has(present, ORIGIN) ? words.stream(in.number()) : null;
        String originId = has(present, ORIGIN) ? in.text() : null;
        String platform = code(present, PLATFORM, in);
        String departmentId = code(present, DEPARTMENT, in);
        String category = code(present, CATEGORY, in);
        Urgency urgency = has(present, URGENCY) ? words.urgency(in.number()) : null;
        Instant dueAt = has(present, DUE) ? in.instant() : null;
        String gridId = code(present, GRID, in);
        Double lon = has(present, POSITION) ? in.decimal() : null;
        Double lat = has(present, POSITION) ? in.decimal() : null;
        return new GovernanceEvent(
                eventId,
                occurredAt,
                stream,
                kind,
                subjectId,
                originStream,
                originId,
                sourceSystem,
                platform,
                departmentId,
                category,
                urgency,
                dueAt,
                gridId,
                lon,
                lat,
                code(present, BUILDING, in),
                code(present, PERSON, in),
                code(present, SATISFACTION, in),
                has(present, HOUSEHOLDS) ? (int) in.number() : 0,
                has(present, FLAGS) ? flags(in) : List.of());
    }

    private static @Nullable String code(int present, int bit, CompactInput in) {
        return has(present, bit) ? in.code() : null;
    }

    private static List<String> flags(CompactInput in) {
        int count = (int) in.number();
        List<String> flags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            flags.add(in.code());
        }
        return List.copyOf(flags);
    }

    private static boolean has(int present, int bit) {
        return (present & bit) != 0;
    }

    @Override
    public TypeSerializerSnapshot<GovernanceEvent> snapshotConfiguration() {
        return new EventSerializerSnapshot(words);
    }
}
