package org.govbrain.engine.reference;

import java.io.Serializable;

/**
 * Where a job takes its reference data from when it starts. An operator gets one and calls {@link #load} in
 * {@code open()}; it may block there.
 */
public interface ReferenceSource extends Serializable {

    /** The reference data in force now. */
    LoadedReference load();
}
