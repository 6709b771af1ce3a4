package org.govbrain.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.govbrain.schemas.Topic.Use;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void eachTopicHasANameAndARecordOfItsOwn() {
        assertThat(new HashSet<>(Topics.all().stream().map(Topic::name).toList()))
                .as("two topics of one name would be one topic")
                .hasSameSizeAs(Topics.all());
        assertThat(new HashSet<>(Topics.all().stream().map(Topic::recordClass).toList()))
                .as("a record on two topics could not be told apart by a reader")
                .hasSameSizeAs(Topics.all());
    }

    @Test
    void inputsAndOnlyInputsCarryHeartbeats() {
        assertThat(Topics.all())
                .as("event time stands still on an input without them")
                .allSatisfy(
                        topic -> assertThat(topic.heartbeats()).as(topic.name()).isEqualTo(topic.use() == Use.INPUT));
        assertThat(Topics.of(Use.INPUT)).hasSize(4);
    }

    @Test
    void anOutputSaysItsIndexItsIdAndItsVersion() {
        assertThat(Topics.of(Use.OUTPUT)).isNotEmpty().allSatisfy(topic -> {
            Schema schema = SpecificData.get().getSchema(topic.recordClass());
            assertThat(schema.getProp("index"))
                    .as("index and topic share their name")
                    .isEqualTo(topic.name().replace('.', '-'));
            assertThat(schema.getField(schema.getProp("key")))
                    .as("id of " + topic.name())
                    .isNotNull();
            assertThat(schema.getField(schema.getProp("version")))
                    .as("version of " + topic.name())
                    .isNotNull();
        });
    }

    @Test
    void aTopicIsFoundByItsName() {
        assertThat(Topics.find("govbrain.patrol")).contains(Topics.PATROL);
        assertThat(Topics.find("govbrain.nothing")).isEmpty();
    }
}
