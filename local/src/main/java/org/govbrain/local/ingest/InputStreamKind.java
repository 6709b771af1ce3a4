package org.govbrain.local.ingest;

import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/** The streams that a person can ingest. */
public enum InputStreamKind {
    PATROL,
    LINKAGE,
    PLATFORM;

    public Topic<? extends SpecificRecordBase> topic() {
        return switch (this) {
            case PATROL -> Topics.PATROL;
            case LINKAGE -> Topics.LINKAGE;
            case PLATFORM -> Topics.PLATFORM;
        };
    }
}
