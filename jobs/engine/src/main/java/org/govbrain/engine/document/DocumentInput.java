package org.govbrain.engine.document;

import org.govbrain.engine.input.DeadLetter;
import org.jspecify.annotations.Nullable;

/** What one record of a document topic turned out to be: a document to write or a dead letter, and never nothing. */
public record DocumentInput(
        @Nullable DocumentWrite write, @Nullable DeadLetter deadLetter) {
    public DocumentInput {
        if ((write == null) == (deadLetter == null)) {
            throw new IllegalArgumentException("exactly one of document and dead letter");
        }
    }

    public static DocumentInput of(DocumentWrite write) {
        return new DocumentInput(write, null);
    }

    public static DocumentInput of(DeadLetter deadLetter) {
        return new DocumentInput(null, deadLetter);
    }
}
