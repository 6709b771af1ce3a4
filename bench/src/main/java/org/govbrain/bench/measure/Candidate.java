package org.govbrain.bench.measure;

/**
 * One of several things that are compared.
 *
 * @param name as the table shows it
 */
public record Candidate(String name, Run run) {

    /** Does the whole work once and says how long it took; throws when the result is not what it must be. */
    @FunctionalInterface
    public interface Run {
        Sample once() throws Exception;
    }
}
