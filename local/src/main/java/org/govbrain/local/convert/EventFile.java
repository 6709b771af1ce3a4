package org.govbrain.local.convert;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PlatformEvent;

/** The three streams as files: {@code patrol.ndjson}, {@code linkage.ndjson}, {@code platform.ndjson}. */
public enum EventFile {
    PATROL("patrol.ndjson", PatrolEvent.class, PatrolEvent.getClassSchema()),
    LINKAGE("linkage.ndjson", LinkageEvent.class, LinkageEvent.getClassSchema()),
    PLATFORM("platform.ndjson", PlatformEvent.class, PlatformEvent.getClassSchema());

    private final String fileName;
    private final Class<? extends SpecificRecordBase> recordClass;

    @SuppressWarnings("ImmutableEnumChecker") // A generated schema that nobody changes.
    private final Schema schema;

    EventFile(String fileName, Class<? extends SpecificRecordBase> recordClass, Schema schema) {
        this.fileName = fileName;
        this.recordClass = recordClass;
        this.schema = schema;
    }

    public String fileName() {
        return fileName;
    }

    public Class<? extends SpecificRecordBase> recordClass() {
        return recordClass;
    }

    Schema schema() {
        return schema;
    }
}
