package org.govbrain.local.delivery;

/**
 * What a channel takes.
 *
 * @param perMinute messages in any 60 s; 0 for no limit
 * @param merges whether several messages may go out as one; a machine that reads them wants each for itself
 * @param mostBytes length of one text, in UTF-8
 */
public record Limits(int perMinute, boolean merges, int mostBytes) {
    /** For what has no limit that we could reach. */
    public static final Limits NONE = new Limits(0, false, 1 << 20);

    /** For what has no limit, and is read by a person: what was decided together comes together. */
    public static final Limits PERSON = new Limits(0, true, 100_000);

    /** A robot in a group: it takes 20 a minute, so 18 are sent. */
    public static Limits robot(int mostBytes) {
        return new Limits(18, true, mostBytes);
    }
}
