package org.govbrain.engine.reference;

import java.util.List;

/** Reference data was refused. The message lists what is wrong, a problem a line. */
public final class ReferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ReferenceException(List<Problem> problems, int count) {
        super(Problems.lines(problems, count));
        this.problems = problems;
    }

    /** The first {@value Problems#MOST_LISTED} problems. */
    public List<Problem> problems() {
        return problems;
    }
}
