package org.govbrain.dashboards.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;

/** An index exists with fields of another type; its message says which, and what to do. */
public final class IncompatibleIndexException extends RuntimeException {
    IncompatibleIndexException(String index, ElasticsearchException cause) {
        super(
                "Index " + index + " exists and cannot become what its schema says: "
                        + cause.error().reason()
                        + ". Delete the index, install the templates again and start the index job from the beginning of"
                        + " its topics: the same documents come back.",
                cause);
    }
}
