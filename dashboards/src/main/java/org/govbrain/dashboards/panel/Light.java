package org.govbrain.dashboards.panel;

/**
 * When a number turns yellow and red.
 *
 * @param worse which way is worse
 * @param yellow the first value that is yellow
 * @param red the first value that is red
 */
public record Light(Worse worse, double yellow, double red) {
    /** The bad direction. */
    public enum Worse {
        /** The higher the worse, from the limit on. */
        ABOVE,
        /** The lower the worse; the limit itself is still good. */
        BELOW
    }

    public Light {
        if (worse == Worse.ABOVE ? red < yellow : red > yellow) {
            throw new IllegalArgumentException(
                    "red = " + red + ", yellow = " + yellow + ": expected red to be the worse of the two");
        }
    }

    /** green, yellow or red; the live view's format.js says the same. */
    public String of(double value) {
        return reaches(value, red) ? "red" : reaches(value, yellow) ? "yellow" : "green";
    }

    private boolean reaches(double value, double limit) {
        return worse == Worse.ABOVE ? value >= limit : value < limit;
    }
}
