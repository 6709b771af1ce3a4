package org.govbrain.engine.compact;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of enums in written events mean. An enum may get a word anywhere, because its order is the order of a
 * case's life; state keeps the order that was in force when it was written.
 */
final class EventWords implements Serializable {
    private static final long serialVersionUID = 1L;

    static final EventWords TODAY =
            new EventWords(names(Stream.values()), names(EventKind.values()), names(Urgency.values()));

    private final String[] streamNames;
    private final String[] kindNames;
    private final String[] urgencyNames;
    private transient Stream @Nullable [] streams;
    private transient EventKind @Nullable [] kinds;
    private transient Urgency @Nullable [] urgencies;

    private EventWords(String[] streamNames, String[] kindNames, String[] urgencyNames) {
        this.streamNames = streamNames;
        this.kindNames = kindNames;
        this.urgencyNames = urgencyNames;
    }

    static EventWords of(List<String> streams, List<String> kinds, List<String> urgencies) {
        return new EventWords(
                streams.toArray(String[]::new), kinds.toArray(String[]::new), urgencies.toArray(String[]::new));
    }

    Stream stream(long number) {
        if (streams == null) {
            streams = Arrays.stream(streamNames).map(Stream::valueOf).toArray(Stream[]::new);
        }
        return streams[(int) number];
    }

    EventKind kind(long number) {
        if (kinds == null) {
            kinds = Arrays.stream(kindNames).map(EventKind::valueOf).toArray(EventKind[]::new);
        }
        return kinds[(int) number];
    }

    Urgency urgency(long number) {
        if (urgencies == null) {
            urgencies = Arrays.stream(urgencyNames).map(Urgency::valueOf).toArray(Urgency[]::new);
        }
        return urgencies[(int) number];
    }

    /** Whether every word of these is still one today. */
    boolean isUnderstood() {
        return TODAY.allNames().containsAll(allNames());
    }

    private List<String> allNames() {
        return java.util.stream.Stream.of(streamNames, kindNames, urgencyNames)
                .flatMap(Arrays::stream)
                .toList();
    }

    void write(DataOutputView out) throws IOException {
        for (String[] names : List.of(streamNames, kindNames, urgencyNames)) {
            out.writeInt(names.length);
            for (String name : names) {
                out.writeUTF(name);
            }
        }
    }

    static EventWords read(DataInputView in) throws IOException {
        return new EventWords(readNames(in), readNames(in), readNames(in));
    }

    private static String[] readNames(DataInputView in) throws IOException {
        String[] names = new String[in.readInt()];
        for (int i = 0; i < names.length; i++) {
            names[i] = in.readUTF();
        }
        return names;
    }

    private static String[] names(Enum<?>[] words) {
        return Arrays.stream(words).map(Enum::name).toArray(String[]::new);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventWords that
                && Arrays.equals(streamNames, that.streamNames)
                && Arrays.equals(kindNames, that.kindNames)
                && Arrays.equals(urgencyNames, that.urgencyNames);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(streamNames), Arrays.hashCode(kindNames), Arrays.hashCode(urgencyNames));
    }
}
