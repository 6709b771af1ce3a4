package org.govbrain.local.broker;

import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.avro.EventMapper;
import org.govbrain.engine.avro.InvalidRecordException;

/**
 * The key under which an event is sent: its case, so that the events of one case of one stream stay in order; a patrol step
 * without a finding goes by its officer.
 */
public final class EventKey {
    private EventKey() {}

    /** The key of a record that the jobs take. */
    public static String of(SpecificRecordBase record) {
        try {
            GovernanceEvent event = EventMapper.toEvent(record);
            if (event.subjectId() != null) {
                return event.subjectId();
            }
            return event.personId() != null ? event.personId() : event.eventId();
        } catch (InvalidRecordException e) {
            throw new IllegalArgumentException("Not an event that the jobs take: " + e.getMessage(), e);
        }
    }
}
