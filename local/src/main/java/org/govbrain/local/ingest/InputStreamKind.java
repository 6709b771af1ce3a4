package org.govbrain.local.ingest;

import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/** The streams that a person can ingest. */
public enum InputStreamKind {
    PATROL(Topics.PATROL),
    LINKAGE(Topics.LINKAGE),
    PLATFORM(Topics.PLATFORM);

    private final Topic<? extends SpecificRecordBase> topic;

    InputStreamKind(Topic<? extends SpecificRecordBase> topic) {
        this.topic = topic;
    }

    public Topic<? extends SpecificRecordBase> topic() {
        return topic;
    }
}
