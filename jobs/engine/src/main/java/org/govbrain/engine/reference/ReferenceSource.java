package org.govbrain.engine.reference;

import java.io.Serializable;

/**
 * Where a job takes its reference data from. An operator gets one and calls {@link #follow} in {@code open()}; it may block
 * there, so that no event is ever held against half a city.
 */
public interface ReferenceSource extends Serializable {

    /** The reference data published so far. */
    LoadedReference load();

    /** The same, and what is published from now on. */
    default ReferenceFollower follow() {
        return ReferenceFollower.fixed(load());
    }
}
