package org.govbrain.local.convert;

import java.util.List;
import java.util.Optional;

/** One row of a CSV file, or one object of a JSON file. */
public interface SourceRow {
    /** Where it begins in its file, from 1. */
    long line();

    /** The value in a column, without blanks around it; empty when it is blank or not there. */
    Optional<String> find(String column);

    /** One row for each element of the array in a column: the row itself, with the element's values added. */
    List<SourceRow> each(String column);
}
