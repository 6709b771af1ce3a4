package org.govbrain.domain.event;

/** The three streams that the brain joins; {@link #id()} is the word used in topics, documents and on the command line. */
public enum Stream {
    PATROL("patrol"),
    LINKAGE110("linkage110"),
    PLATFORM("platform");

    private final String id;

    Stream(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
