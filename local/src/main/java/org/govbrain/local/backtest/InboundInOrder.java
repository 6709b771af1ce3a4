package org.govbrain.local.backtest;

import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.local.sort.DiskSort;
import org.govbrain.local.sort.RunReader;
import org.govbrain.local.sort.SortedRuns;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stream of a replay off the disk, record by record. For one parallel task, which asks for the records in their
 * order and each once; the files stand beside the job, so the job runs on this machine.
 */
final class InboundInOrder implements GeneratorFunction<Long, Inbound> {
    private static final long serialVersionUID = 1L;

    private final SortedRuns runs;
    private final TypeSerializer<Inbound> serializer;
    private final Instant asOf;
    private final long known;
    private transient @Nullable RunReader reader;

    /** @param known how many records are no events after {@code asOf} */
    InboundInOrder(SortedRuns runs, TypeSerializer<Inbound> serializer, Instant asOf, long known) {
        this.runs = runs;
        this.serializer = serializer;
        this.asOf = asOf;
        this.known = known;
    }

    /** The records and, so that a stream that is empty holds nothing up, a sign of life at their end. */
    DataGeneratorSource<Inbound> source() {
        return new DataGeneratorSource<>(this, known + 1, SortedEvents.TYPE);
    }

    @Override
    public void open(SourceReaderContext context) throws IOException {
        reader = runs.open(DiskSort.UNIQUE);
    }

    @Override
    public Inbound map(Long index) throws IOException {
        while (index < known && reader != null && reader.next()) {
            Inbound next = serializer.deserialize(new DataInputDeserializer(reader.value()));
            if (next.event() == null || !next.at().isAfter(asOf)) {
                return next;
            }
        }
        return Inbound.of(new SignOfLife(asOf, null), asOf);
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
