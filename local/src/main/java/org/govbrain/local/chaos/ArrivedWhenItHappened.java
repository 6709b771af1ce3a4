package org.govbrain.local.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.govbrain.engine.avro.InboundDecoder;
import org.govbrain.engine.input.Inbound;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Gives each record the time of its event as the time of its arrival. What has left the jobs' memory is a matter of both
 * (DECISIONS "Staying counts from hearing"), so weeks that are all told to have arrived today would all stay in it.
 */
public final class ArrivedWhenItHappened implements ProducerInterceptor<byte[], byte[]> {
    private final Map<String, InboundDecoder> decoders = new HashMap<>();

    /** Lets whoever sends say when a record arrived; the stack's next start takes that back. */
    static void allow(int kafkaPort) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (var topic : List.of(Topics.PATROL, Topics.LINKAGE, Topics.PLATFORM)) {
            List<AlterConfigOp> settings = new ArrayList<>();
            settings.add(new AlterConfigOp(new ConfigEntry("message.timestamp.type", "CreateTime"), OpType.SET));
            // By these times everything is older than the broker would keep it.
            settings.add(new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), OpType.SET));
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), settings);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort))) {
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            throw CommandFailure.environment("The broker refuses the settings of its topics: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> sent) {
        Inbound inbound = decoders.computeIfAbsent(
                        sent.topic(),
                        name -> new InboundDecoder(
                                Topics.find(name).orElseThrow().recordClass()))
                .decode(sent.topic(), 0, 0, System.currentTimeMillis(), sent.value());
        return inbound.event() == null
                ? sent
                : new ProducerRecord<>(
                        sent.topic(), sent.partition(), inbound.at().toEpochMilli(), sent.key(), sent.value());
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {}

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
