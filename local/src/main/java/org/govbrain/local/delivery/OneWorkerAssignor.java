package org.govbrain.local.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives everything to one worker, the first by name, and nothing to the others, which stand by. A robot's limit holds for all of
 * its messages, so several workers could not keep it.
 */
public final class OneWorkerAssignor implements ConsumerPartitionAssignor {
    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
        TreeMap<String, String> byName = new TreeMap<>();
        Set<String> topics = new TreeSet<>();
        Map<String, Assignment> assignments = new HashMap<>();
        group.groupSubscription().forEach((member, subscription) -> {
            byName.put(subscription.groupInstanceId().orElse(member), member);
            topics.addAll(subscription.topics());
            assignments.put(member, new Assignment(List.of()));
        });
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo info : metadata.partitionsForTopic(topic)) {
                all.add(new TopicPartition(topic, info.partition()));
            }
        }
        assignments.put(byName.firstEntry().getValue(), new Assignment(all));
        return new GroupAssignment(assignments);
    }

    @Override
    public String name() {
        return "one-worker";
    }
}
