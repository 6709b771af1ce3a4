package org.govbrain.local.backtest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.govbrain.engine.avro.DocumentMapper;
import org.govbrain.schemas.json.DocumentJson;

/**
 * Writes the last revision of each document to a file, in the order of ids, once the input has ended. For one parallel
 * writer; the file stands beside the job, so the job runs on this machine.
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

    /** Writes lines, each with its break. */
    static void write(Path file, Iterable<byte[]> lines) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (byte[] line : lines) {
                out.write(line);
                out.write('\n');
            }
        }
    }

    private static final class Writer<D, T extends SpecificRecordBase> implements SinkWriter<D> {
        private final Path file;
        private final DocumentMapper<D, T> mapper;
        private final Map<String, T> newest = new TreeMap<>();

        Writer(Path file, DocumentMapper<D, T> mapper) {
            this.file = file;
            this.mapper = mapper;
        }

        @Override
        public void write(D value, Context context) {
            T document = mapper.toDocument(value);
            newest.merge(
                    text(document, "key"),
                    document,
                    (known, other) -> revision(other) >= revision(known) ? other : known);
        }

        private static String text(SpecificRecordBase document, String role) {
            return String.valueOf(document.get(document.getSchema().getProp(role)));
        }

        private static long revision(SpecificRecordBase document) {
            return Long.parseLong(text(document, "version"));
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            if (endOfInput) {
                DocumentFileSink.write(
                        file, newest.values().stream().map(DocumentJson::toJson).toList());
            }
        }

        @Override
        public void close() {
            newest.clear();
        }
    }
}
