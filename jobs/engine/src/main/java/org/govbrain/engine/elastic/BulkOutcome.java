package org.govbrain.engine.elastic;

/**
 * What an answer of Elasticsearch means for a document. Trouble with the document ends in the dead letters; trouble with
 * the cluster, its indices or our credentials is waited out, since the next document would fare no better.
 */
enum BulkOutcome {
    /** It is there. */
    INDEXED,
    /** This version or a newer one was there already: a retry, a replay, or another order of arrival. */
    ALREADY_THERE,
    /** This document will never be accepted. */
    REJECTED,
    /** Nothing wrong with the document: try again. */
    RETRY;

    /** The status that stands for "no answer at all". */
    static final int NO_ANSWER = 0;

    /**
     * Of a whole request that was refused. Only what a single document can cause counts as rejection, so that a wrong
     * address or a proxy's opinion never sends a stream to the dead letters.
     */
    static BulkOutcome ofRequest(int status) {
        return status == 400 || status == 413 ? REJECTED : RETRY;
    }

    /** Of one document in a request that was answered. */
    static BulkOutcome of(int status) {
        if (status >= 200 && status < 300) {
            return INDEXED;
        }
        return switch (status) {
            case 409 -> ALREADY_THERE;
            // 401, 403 credentials or a blocked index; 404 an index that nobody has created yet; 429 overload.
            case 401, 403, 404, 408, 429 -> RETRY;
            default -> status >= 400 && status < 500 ? REJECTED : RETRY;
        };
    }
}
