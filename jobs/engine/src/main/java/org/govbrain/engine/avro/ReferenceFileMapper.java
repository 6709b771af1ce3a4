package org.govbrain.engine.avro;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.StoredFile;
import org.govbrain.schemas.reference.ReferenceFile;

/** Between a reference file and its record: packed with gzip, with a digest of what was packed. */
public final class ReferenceFileMapper {

    private ReferenceFileMapper() {}

    /** The record of a file. */
    public static ReferenceFile toRecord(StoredFile file) {
        return ReferenceFile.newBuilder()
                .setName(file.name())
                .setGeneration(file.generation())
                .setLoadedAt(file.loadedAt())
                .setEffectiveFrom(file.effectiveFrom())
                .setFilesInLoad(file.filesInLoad())
                .setSha256(sha256(file.bytes()))
                .setGzip(ByteBuffer.wrap(pack(file.bytes())))
                .build();
    }

    /**
     * The file of a record.
     *
     * @throws IOException when it can't be unpacked, is too large, or is not what its writer packed
     */
    public static StoredFile toFile(ReferenceFile file) throws IOException {
        byte[] bytes = unpack(file.getGzip());
        if (bytes.length > ReferenceText.MOST_BYTES) {
            throw new IOException(file.getName() + " unpacks to more than " + ReferenceText.MOST_BYTES + " bytes");
        }
        if (!sha256(bytes).equals(file.getSha256())) {
            throw new IOException(file.getName() + " is not what its digest says");
        }
        Instant from = file.getEffectiveFrom();
        return new StoredFile(
                file.getName(),
                file.getGeneration(),
                file.getLoadedAt(),
                from == null ? file.getLoadedAt().plus(StoredFile.LEAD) : from,
                file.getFilesInLoad(),
                bytes);
    }

    private static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** One byte more than is allowed at most, so that a small record can't fill the memory. */
    private static byte[] unpack(ByteBuffer packed) throws IOException {
        byte[] bytes = new byte[packed.remaining()];
        packed.duplicate().get(bytes);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readNBytes(ReferenceText.MOST_BYTES + 1);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
