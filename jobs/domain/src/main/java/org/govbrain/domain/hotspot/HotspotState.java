package org.govbrain.domain.hotspot;

/** Whether a hotspot is there now. */
public enum HotspotState {
    ACTIVE("active"),
    ENDED("ended");

    private final String id;

    HotspotState(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
