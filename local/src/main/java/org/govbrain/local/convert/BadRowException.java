package org.govbrain.local.convert;

/** A row that gives no event, with value and what was expected. Made for every bad row, hence without a stack trace. */
final class BadRowException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRowException(String sentence) {
        super(sentence, null, false, false);
    }
}
