package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.govbrain.schemas.PlainText;

/** Gathers what is wrong, so that a person sees all of it at once, and what is odd but was read. */
public final class Problems {
    /** More than this is not listed, only counted. */
    public static final int MOST_LISTED = 20;

    private static final int LONGEST_WARNING = 1_000;

    private final List<Problem> listed = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int count;
    private int warningCount;
    private final UnaryOperator<String> shown;

    public Problems() {
        this(UnaryOperator.identity());
    }

    /** @param shown what a message repeats of a key or a value; hides those that may be secrets */
    public Problems(UnaryOperator<String> shown) {
        this.shown = shown;
    }

    public void add(String file, String where, String found, String expected) {
        count++;
        if (listed.size() < MOST_LISTED) {
            listed.add(new Problem(file, shown.apply(where), shown.apply(found), expected));
        }
    }

    /** Something that was put right or left out; the file is used all the same. */
    public void warn(String file, String where, String sentence) {
        warningCount++;
        if (warnings.size() < MOST_LISTED) {
            warnings.add(PlainText.line(file + ", " + where + ": " + sentence, LONGEST_WARNING));
        }
    }

    /** The first {@value #MOST_LISTED} of them a line each, and how many more there are of {@code count}. */
    public static String lines(List<?> problems, int count) {
        int shown = Math.min(problems.size(), MOST_LISTED);
        return problems.stream().limit(shown).map(Object::toString).collect(Collectors.joining("\n"))
                + (count > shown ? "\nand " + (count - shown) + " more problems" : "");
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many there are, listed or not. */
    public int count() {
        return count;
    }

    /** The first {@value #MOST_LISTED}. */
    public List<Problem> listed() {
        return List.copyOf(listed);
    }

    /** The first {@value #MOST_LISTED} warnings, and how many more there are. */
    public List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        if (warningCount > warnings.size()) {
            all.add("and " + (warningCount - warnings.size()) + " more warnings");
        }
        return List.copyOf(all);
    }

    /** Refuses everything if there is one problem.
     *
     * @throws ReferenceException with all of them
     */
    public void throwIfAny() {
        if (count > 0) {
            throw new ReferenceException(listed(), count);
        }
    }
}
