package org.govbrain.local.doctor;

/**
 * One thing that was looked at.
 *
 * @param sentence what is so, and unless it is well what to do
 */
record Finding(Grade grade, String sentence) {
    enum Grade {
        /** Well. */
        OK,
        /** It works, and somebody should know. */
        WARN,
        /** Something does not work. */
        FAIL
    }

    static Finding ok(String sentence) {
        return new Finding(Grade.OK, sentence);
    }

    static Finding warn(String sentence) {
        return new Finding(Grade.WARN, sentence);
    }

    static Finding fail(String sentence) {
        return new Finding(Grade.FAIL, sentence);
    }

    @Override
    public String toString() {
        return "%-4s %s".formatted(grade, sentence);
    }
}
