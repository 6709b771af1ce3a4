package org.govbrain.local.backtest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.govbrain.engine.avro.DocumentMapper;
import org.govbrain.local.sort.DiskSort;
import org.govbrain.local.sort.RunReader;
import org.govbrain.schemas.json.DocumentJson;

/**
 * Writes the last revision of each document to a file, in the order of ids, once the input has ended; until then
 * documents wait on the disk. For one parallel writer; the file stands beside the job, so the job runs on this machine.
 */
final class DocumentFileSink<D, T extends SpecificRecordBase> implements Sink<D> {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final DocumentMapper<D, T> mapper;

    DocumentFileSink(Path file, DocumentMapper<D, T> mapper) {
        this.file = file.toString();
        this.mapper = mapper;
    }

    @Override
    public SinkWriter<D> createWriter(WriterInitContext context) {
        return new Writer<>(Path.of(file), mapper);
    }

    private static final class Writer<D, T extends SpecificRecordBase> implements SinkWriter<D> {
        private final Path file;
        private final DocumentMapper<D, T> mapper;
        private final DiskSort newest = new DiskSort(DiskSort.MOST_HELD_BYTES, Writer::newer);

        Writer(Path file, DocumentMapper<D, T> mapper) {
            this.file = file;
            this.mapper = mapper;
        }

        /** A document stands on the disk behind its revision. */
        @Override
        public void write(D value, Context context) throws IOException {
            T document = mapper.toDocument(value);
            byte[] json = DocumentJson.toJson(document);
            newest.put(
                    // In this form bytes are in the same order as texts are.
                    text(document, "key").getBytes(StandardCharsets.UTF_16BE),
                    ByteBuffer.allocate(Long.BYTES + json.length)
                            .putLong(Long.parseLong(text(document, "version")))
                            .put(json)
                            .array());
        }

        private static String text(SpecificRecordBase document, String role) {
            return String.valueOf(document.get(document.getSchema().getProp(role)));
        }

        private static byte[] newer(byte[] known, byte[] other) {
            return revision(other) >= revision(known) ? other : known;
        }

        private static long revision(byte[] entry) {
            return ByteBuffer.wrap(entry).getLong();
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            if (!endOfInput) {
                return;
            }
            try (RunReader documents = newest.sorted().open(Writer::newer);
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                while (documents.next()) {
                    byte[] entry = documents.value();
                    out.write(entry, Long.BYTES, entry.length - Long.BYTES);
                    out.write('\n');
                }
            }
        }

        @Override
        public void close() throws IOException {
            newest.close();
        }
    }
}
