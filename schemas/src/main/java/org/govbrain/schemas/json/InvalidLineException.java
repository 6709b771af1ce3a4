package org.govbrain.schemas.json;

import java.util.List;
import java.util.stream.Collectors;

/** A line that is no record, with everything that is wrong with it. Made for every bad line, hence without a stack trace. */
public final class InvalidLineException extends Exception {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // A list of records of strings; nobody serialises it.
    private final List<LineProblem> problems;

    InvalidLineException(List<LineProblem> problems) {
        super(problems.stream().map(LineProblem::toString).collect(Collectors.joining("\n")), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** At least one, in the order of the record's fields. */
    public List<LineProblem> problems() {
        return problems;
    }
}
