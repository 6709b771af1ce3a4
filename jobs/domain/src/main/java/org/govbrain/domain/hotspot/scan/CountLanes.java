package org.govbrain.domain.hotspot.scan;

/**
 * Counts of several durations side by side in one number: one addition adds them all, one test tells whether any of them is
 * large enough. A lane's highest bit is kept free for the test.
 */
final class CountLanes {
    private final int durations;
    private final int bits;
    private final int perWord;
    /** Also one more than the largest count of a lane. */
    private final int guard;

    private final long guards;

    /**
     * Lanes for counts up to {@code most}.
     *
     * @param durations lanes of a place, in as many words as they need
     */
    CountLanes(int durations, int most) {
        this.durations = durations;
        // As narrow as the counts allow: the fewer words, the fewer additions.
        this.bits = Integer.SIZE + 1 - Integer.numberOfLeadingZeros(Math.max(1, most));
        this.perWord = Long.SIZE / bits;
        this.guard = 1 << (bits - 1);
        long guards = 0L;
        for (int lane = 0; lane < perWord; lane++) {
            guards |= 1L << (lane * bits + bits - 1);
        }
        this.guards = guards;
    }

    /** Words of a place. */
    int words() {
        return (durations + perWord - 1) / perWord;
    }

    /**
     * Sums over the newest slices.
     *
     * @param counts see {@link ScanModel#draw}
     * @param packed word by place, to be filled
     */
    void pack(int[] counts, long[][] packed) {
        int at = 0;
        for (int place = 0; place < packed[0].length; place++) {
            long sum = 0L;
            int duration = 0;
            for (long[] word : packed) {
                long lanes = 0L;
                for (int lane = 0; lane < perWord && duration < durations; lane++, duration++) {
                    sum += counts[at++];
                    lanes |= sum << (lane * bits);
                }
                word[place] = lanes;
            }
        }
    }

    /**
     * What a word must be added to for one of its counts to show in {@link #guards}.
     *
     * @param fewest from 1
     * @param duration index, from 0
     */
    long room(int fewest, int duration) {
        long room = Math.max(0L, (guard & 0xffffffffL) - fewest);
        return room << (duration % perWord * bits);
    }

    /** In these bits of the sum of a word and its {@link #room} it shows which counts have used it up. */
    long guards() {
        return guards;
    }

    /** Index of the first duration whose guard is set. */
    int first(long guards, int word) {
        return word * perWord + Long.numberOfTrailingZeros(guards) / bits;
    }

    /** The count of a duration. */
    int count(long word, int duration) {
        return (int) (word >>> (duration % perWord * bits)) & (guard - 1);
    }

    int wordOf(int duration) {
        return duration / perWord;
    }
}
