package org.govbrain.local.inbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.delivery.ChannelsFile;
import org.govbrain.local.delivery.DeliveryMetrics;
import org.govbrain.local.delivery.DeliveryWorker;
import org.govbrain.local.delivery.Http;
import org.govbrain.local.delivery.Limits;
import org.govbrain.local.delivery.MessageText;
import org.govbrain.local.delivery.Secrets;
import org.govbrain.local.delivery.SendResult;
import org.jspecify.annotations.Nullable;

/** Delivery: the worker with the inbox and the channels of a file, and the pages on which officers answer. */
public final class InboxParts implements AutoCloseable {
    private static final Duration LINK_LIVES = Duration.ofHours(24);

    private final LetterReader reader;
    private final InboxServer server;
    private final DeliveryWorker worker;
    private final DeliveryMetrics metrics;

    private InboxParts(LetterReader reader, InboxServer server, DeliveryWorker worker, DeliveryMetrics metrics) {
        this.reader = reader;
        this.server = server;
        this.worker = worker;
        this.metrics = metrics;
    }

    /**
     * Starts them.
     *
     * @param zone of the times on the pages
     * @throws CommandFailure when the file of channels is refused
     */
    public static InboxParts start(JobConfig config, InboxSettings settings, ZoneId zone) throws IOException {
        InstantSource clock = InstantSource.system();
        SignedLink links = SignedLink.of(settings.linkKey());
        MessageText text = new MessageText(
                false,
                request -> settings.publicUrl() + "/a/"
                        + links.token(request.getDeliveryId(), clock.millis() + LINK_LIVES.toMillis()));
        Map<String, ChannelsFile.Open> channels = channels(settings.channels(), text, clock);
        LetterReader reader = LetterReader.start(config, clock);
        try {
            InboxPages pages = new InboxPages(reader.letters(), links, zone, LINK_LIVES.toMillis());
            DeliveryMetrics metrics = new DeliveryMetrics();
            InboxServer server = InboxServer.start(settings, reader, links, clock, pages, metrics::text);
            DeliveryWorker worker = DeliveryWorker.start(
                    config, settings.worker(), channels, text, clock, new SecureRandom().nextLong(), metrics);
            return new InboxParts(reader, server, worker, metrics);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    /** The channels of a file, if it is there, and the inbox, whose page reads what was delivered from Kafka. */
    private static Map<String, ChannelsFile.Open> channels(@Nullable Path file, MessageText text, InstantSource clock)
            throws IOException {
        Map<String, ChannelsFile.Open> channels = new LinkedHashMap<>();
        channels.put(
                ChannelsFile.INBOX,
                new ChannelsFile.Open(Limits.NONE, parcel -> new SendResult(SendResult.Outcome.DELIVERED, 0, "")));
        if (file != null && Files.exists(file)) {
            channels.putAll(new ChannelsFile(text, Http.jdk(), clock, new Secrets(System.getenv())).read(file));
        }
        return channels;
    }

    public LetterReader reader() {
        return reader;
    }

    public URI url() {
        return server.url();
    }

    /** What the worker counts, in Prometheus' text format. */
    public String metrics() {
        return metrics.text();
    }

    /** Completes when the worker has ended, also because another one with its name has taken over. */
    public CompletableFuture<Void> ended() {
        return worker.ended();
    }

    @Override
    public void close() {
        worker.close();
        server.close();
        reader.close();
    }
}
