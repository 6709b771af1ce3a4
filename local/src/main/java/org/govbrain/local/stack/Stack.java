package org.govbrain.local.stack;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.dashboards.index.IndexTemplates;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.engine.kafka.DeliveryProducer;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.kafka.ReferencePublisher;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.reference.ReferenceFileName;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.StoredReference;
import org.govbrain.local.campaign.SampleCampaign;
import org.govbrain.local.campaign.TargetSender;
import org.govbrain.local.cluster.JobCluster;
import org.govbrain.local.cluster.LocalJob;
import org.govbrain.local.command.Progress;
import org.govbrain.local.console.CityWords;
import org.govbrain.local.console.LiveView;
import org.govbrain.local.control.ControlServer;
import org.govbrain.local.demo.Demo;
import org.govbrain.local.demo.DemoPlayer;
import org.govbrain.local.inbox.DemoOfficers;
import org.govbrain.local.inbox.InboxParts;
import org.govbrain.local.inbox.InboxSettings;
import org.govbrain.local.pacemaker.PaceStore;
import org.govbrain.local.pacemaker.Pacemaker;
import org.govbrain.local.secure.ElasticsearchGate;
import org.govbrain.local.secure.SecureFolder;
import org.govbrain.local.server.KeptAlive.Care;
import org.govbrain.local.watchdog.Watchdog;
import org.jspecify.annotations.Nullable;

/**
 * The whole product on this machine: Kafka and Elasticsearch as child processes, the jobs on a Flink cluster inside this
 * JVM or of processes of its own, the pacemaker, the live view and the control port. Everything is kept in one folder;
 * started again on it, also after a kill, it goes on where it was.
 */
public final class Stack implements AutoCloseable {
    private static final Duration CAMPAIGN_RUNS = Duration.ofDays(45);

    private final StackOptions options;
    private final Progress progress;
    private final Closers closers;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final Instant startedAt = Instant.now();

    private final JobConfig config;
    private final Servers servers;
    private final JobCluster flink;
    private final @Nullable DemoPlayer player;
    private final Pacemaker pacemaker;
    private final LiveView view;
    private final InboxParts inbox;
    private volatile @Nullable String token;

    /**
     * Starts everything and returns when it is live.
     *
     * @throws org.govbrain.local.command.CommandFailure when the machine is not fit for it, with what to do; nothing is left
     *     running then
     */
    public static Stack start(StackOptions options, Progress progress) throws Exception {
        Closers closers = new Closers();
        try {
            return new Stack(options, progress, closers);
        } catch (Exception e) {
            closers.close();
            throw e;
        }
    }

    private Stack(StackOptions options, Progress progress, Closers closers) throws Exception {
        this.progress = progress;
        this.closers = closers;
        StackFolder folder = options.folder();
        closers.add(FolderLock.take(folder));
        Preflight.check(folder, options.ports());
        progress.say("This machine is fit for it; everything is kept in " + folder.root());
        boolean sample = options.demo() != null;
        boolean sampleLives = SampleDays.live(folder, sample);
        if (sample && !sampleLives) {
            progress.say("This folder was not begun with the sample city, so it gets none and no sample day is played");
        }
        this.options = sample && !sampleLives ? options.withoutCity() : options;

        Care care = new Care(progress::say, () -> stopAsked.getCount() == 0, this::writeState, folder.holds());
        Wires wires = closers.add(Wires.lay(folder, options.ports()));
        servers = closers.add(Servers.start(options, wires, progress, care));
        flink = closers.add(JobClusters.start(options, care));
        progress.say("Flink is up: " + flink.url());
        servers.await();
        SecureFolder secrets = options.secrets();
        if (secrets != null) {
            ElasticsearchGate gate = closers.add(ElasticsearchGate.start(0, elasticsearch(), secrets));
            secrets.writeClients(gate.url().toString());
            progress.say("Kafka and " + gate.url() + " ask for what stands in " + secrets.clientProperties());
        }
        config = StackConnection.of(
                folder,
                options.ports(),
                Map.of(
                        ConfigKeys.PARALLELISM.name(),
                        Integer.toString(options.parallelism()),
                        ConfigKeys.CHECKPOINT_INTERVAL.name(),
                        options.checkpointInterval().toMillis() + " ms"));
        prepare();
        startJobs();
        StoredReference city = new KafkaReference(config).read();
        player = findPlayer(city);
        pacemaker = closers.add(Pacemaker.start(
                config,
                options.clock(),
                options.quiet(),
                new PaceStore(folder.pacemaker()),
                player == null ? null : player::playedUpTo));
        StackStatus status = new StackStatus(options, startedAt, config, flink, pacemaker, player);
        inbox = closers.add(InboxParts.start(
                config,
                InboxSettings.local(options.ports().inbox(), folder.channels(), folder.linkKey()),
                ReferenceLoader.fromStored(city).data().zone()));
        InboxParts delivery = inbox;
        Watchdog watchdog = watch();
        view = closers.add(LiveView.start(
                options.access(),
                options.ports().console(),
                elasticsearch(),
                Clock.systemUTC(),
                ReferenceLoader.fromStored(city).data().zone(),
                CityWords.of(city),
                () -> StatusMetrics.of(status.describe()) + delivery.metrics() + watchdog.metrics()));
        announce(status);
        if (player != null) {
            closers.add(player).start(config);
            loadCampaign(city);
            closers.add(DemoOfficers.start(inbox.reader(), Clock.systemUTC()));
        }
    }

    /** What every client of this stack is configured with. */
    public JobConfig config() {
        return config;
    }

    public Pacemaker pacemaker() {
        return pacemaker;
    }

    public JobCluster flink() {
        return flink;
    }

    /** Where the live view is. */
    public URI view() {
        return view.url();
    }

    /** Where the officers' messages are. */
    public URI inbox() {
        return inbox.url();
    }

    public URI elasticsearch() {
        return URI.create("http://127.0.0.1:" + options.ports().elasticsearch());
    }

    /** Lets {@link #awaitStop} return. */
    public void askToStop() {
        stopAsked.countDown();
    }

    /** Waits until somebody asks this stack to stop: a signal, or {@code brain down}. */
    public void awaitStop() throws InterruptedException {
        stopAsked.await();
    }

    /** Ends the jobs with a last checkpoint, then the servers. A second call waits for the first. */
    @Override
    public void close() {
        closers.close();
    }

    private void prepare() throws Exception {
        TopicAdmin.ensureTopics(config);
        ElasticsearchClient client = ElasticsearchConnection.of(config).client();
        try {
            IndexTemplates.install(client, IndexSettings.LOCAL);
        } finally {
            client._transport().close();
        }
        progress.say("Topics and indices are there");
        if (!options.city().isEmpty()
                && new KafkaReference(config).read().files().isEmpty()) {
            new ReferencePublisher(config).publish(options.city(), startedAt);
            progress.say("The city's reference data is loaded");
        }
    }

    /** The sample days are played only in the city that they are made for. */
    private @Nullable DemoPlayer findPlayer(StoredReference loaded) {
        Demo demo = options.demo();
        if (demo == null) {
            return null;
        }
        String grids = ReferenceFileName.GRIDS.fileName();
        if (!Arrays.equals(loaded.contents().get(grids), options.city().get(grids))) {
            progress.say("Another city is loaded, so no sample day is played");
            return null;
        }
        return new DemoPlayer(demo, options.folder().demo(), progress::say);
    }

    /** The sample city has a campaign, which began and ends some weeks from the first day that is played. */
    private void loadCampaign(StoredReference loaded) throws Exception {
        Demo demo = Objects.requireNonNull(options.demo());
        ReferenceData data = ReferenceLoader.fromStored(loaded).data();
        Instant from = startedAt.minus(CAMPAIGN_RUNS);
        TargetSender.send(
                SampleCampaign.targets(demo.city(), data, from, startedAt.plus(CAMPAIGN_RUNS))
                        .targets(),
                config);
    }

    /** From outside of the jobs, so that what has stopped cannot keep quiet about it. */
    private Watchdog watch() {
        DeliveryProducer toDelivery = closers.add(new DeliveryProducer(config));
        return closers.add(Watchdog.start(config, new KafkaReference(config), toDelivery::send, pacemaker::withheld));
    }

    private void startJobs() throws Exception {
        for (LocalJob job : LocalJob.all()) {
            Optional<Path> from = flink.submit(job, config);
            progress.say("The " + job.name() + " job runs"
                    + from.map(path -> ", from checkpoint " + path.getFileName())
                            .orElse(""));
        }
    }

    /** Again whenever a server has come back: the next run waits for what this one leaves behind. */
    private synchronized void writeState() {
        String known = token;
        if (known == null || stopAsked.getCount() == 0) {
            return;
        }
        List<Long> children = new ArrayList<>(servers.pids());
        children.addAll(flink.pids().values());
        StackState.ofThisProcess(children, startedAt.toString(), options.ports(), known)
                .write(options.folder());
    }

    private void announce(StackStatus status) throws Exception {
        String token = UUID.randomUUID().toString();
        closers.add(
                ControlServer.start(options.ports().control(), token, pacemaker, status::describe, this::askToStop));
        this.token = token;
        writeState();
        Path file = options.folder().state();
        closers.add(() -> Files.deleteIfExists(file));
    }
}
