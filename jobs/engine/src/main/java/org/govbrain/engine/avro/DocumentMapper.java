package org.govbrain.engine.avro;

import java.io.Serializable;
import org.apache.avro.specific.SpecificRecordBase;

/** From what a job emits to the document that goes out. Stateless. */
@FunctionalInterface
public interface DocumentMapper<D, T extends SpecificRecordBase> extends Serializable {

    /** The document of one value. */
    T toDocument(D value);
}
