package org.govbrain.engine.document;

import java.io.Serializable;
import java.util.concurrent.CompletionStage;

/** Where a document goes that Elasticsearch will never accept. */
public interface RejectedDocuments extends AutoCloseable {
    /**
     * Keeps the document elsewhere. Called in the task's thread; must not block.
     *
     * @param reason what Elasticsearch said
     * @return completes when the document is safe, or fails if it has to be tried again
     */
    CompletionStage<?> keep(DocumentWrite document, String reason);

    @Override
    void close();

    /** Opens one per writer, on the machine where it runs. */
    interface Factory extends Serializable {
        RejectedDocuments open();
    }
}
