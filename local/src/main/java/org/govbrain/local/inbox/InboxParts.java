package org.govbrain.local.inbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.delivery.ChannelsFile;
import org.govbrain.local.delivery.DeliveryWorker;
import org.govbrain.local.delivery.Http;
import org.govbrain.local.delivery.Limits;
import org.govbrain.local.delivery.MessageText;
import org.govbrain.local.delivery.SendResult;

/** Delivery as the local run has it: the worker with the inbox and the channels of a file, and the pages. */
public final class InboxParts implements AutoCloseable {
    private static final Duration LINK_LIVES = Duration.ofHours(24);
    private static final int KEY_BYTES = 32;

    private final LetterReader reader;
    private final InboxServer server;
    private final DeliveryWorker worker;

    private InboxParts(LetterReader reader, InboxServer server, DeliveryWorker worker) {
        this.reader = reader;
        this.server = server;
        this.worker = worker;
    }

    /**
     * Starts them.
     *
     * @param channelsFile need not be there
     * @param keyFile key of the links; made when it is not there, readable by the user alone
     * @throws CommandFailure when the file of channels is refused
     */
    public static InboxParts start(JobConfig config, int port, Path channelsFile, Path keyFile, ZoneId zone)
            throws IOException {
        InstantSource clock = InstantSource.system();
        SignedLink links = new SignedLink(key(keyFile));
        MessageText text = new MessageText(
                false,
                request -> "http://127.0.0.1:" + port + "/a/"
                        + links.token(request.getDeliveryId(), clock.millis() + LINK_LIVES.toMillis()));
        Map<String, ChannelsFile.Open> channels = channels(channelsFile, text, clock);
        LetterReader reader = LetterReader.start(config);
        try {
            InboxServer server = InboxServer.start(port, reader, links, clock, zone, LINK_LIVES.toMillis());
            DeliveryWorker worker = DeliveryWorker.start(config, channels, text, clock, new SecureRandom().nextLong());
            return new InboxParts(reader, server, worker);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    /** The channels of a file, if it is there, and the inbox, whose page reads what was delivered from Kafka. */
    public static Map<String, ChannelsFile.Open> channels(Path file, MessageText text, InstantSource clock)
            throws IOException {
        Map<String, ChannelsFile.Open> channels = new LinkedHashMap<>();
        channels.put(
                ChannelsFile.INBOX,
                new ChannelsFile.Open(Limits.NONE, parcel -> new SendResult(SendResult.Outcome.DELIVERED, 0, "")));
        if (Files.exists(file)) {
            Problems problems = new Problems();
            ChannelsFile parser = new ChannelsFile(text, Http.jdk(), clock, System::getenv);
            ReferenceText.of(String.valueOf(file.getFileName()), Files.readAllBytes(file), problems)
                    .ifPresent(yaml -> channels.putAll(parser.parse(yaml, problems)));
            if (!problems.isEmpty()) {
                throw CommandFailure.rejected("The channels are refused.\n"
                        + String.join(
                                "\n",
                                problems.listed().stream().map(Object::toString).toList()));
            }
        }
        return channels;
    }

    public LetterReader reader() {
        return reader;
    }

    public URI url() {
        return server.url();
    }

    @Override
    public void close() {
        worker.close();
        server.close();
        reader.close();
    }

    private static byte[] key(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Files.createFile(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(file, key);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException(file + " is not a key of " + KEY_BYTES + " bytes: remove it, and a new one is made");
        }
        return key;
    }
}
