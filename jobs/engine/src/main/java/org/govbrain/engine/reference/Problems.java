package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong, so that a person sees all of it at once, and what is odd but was read. */
public final class Problems {
    /** More than this is not listed, only counted. */
    public static final int MOST_LISTED = 20;

    private final List<Problem> listed = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int count;
    private int warningCount;

    public void add(String file, String where, String found, String expected) {
        count++;
        if (listed.size() < MOST_LISTED) {
            listed.add(new Problem(file, where, found, expected));
        }
    }

    /** Something that was put right or left out; the file is used all the same. */
    public void warn(String file, String where, String sentence) {
        warningCount++;
        if (warnings.size() < MOST_LISTED) {
            warnings.add(file + ", " + where + ": " + sentence);
        }
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
