package org.govbrain.local.console;

/** A request that is answered with an HTTP error and one sentence. */
final class Refusal extends RuntimeException {
    private final int status;
    private final String sentence;

    Refusal(int status, String sentence) {
        super(sentence);
        this.sentence = sentence;
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }
}
