package org.govbrain.local.watchdog;

/**
 * How far a job is, as the watchdog counts it. While heartbeats are withheld on purpose there may be nothing to read for
 * hours; then it is no standstill that the job reads nothing. Not thread-safe.
 */
final class JobProgress {
    private static final long NEVER = -1;

    private long committed = NEVER;
    private long endsWhenItMoved;
    private long idleLooks;

    /**
     * Looks once.
     *
     * @param committed sum of the offsets that the job has committed
     * @param ends sum of the ends of the partitions that it reads
     * @param withheld whether heartbeats are withheld on purpose since the last look
     * @return a number that stands only while the job stands
     */
    long look(long committed, long ends, boolean withheld) {
        if (committed != this.committed) {
            this.committed = committed;
            endsWhenItMoved = ends;
        } else if (withheld && ends == endsWhenItMoved) {
            idleLooks++;
        }
        return committed + idleLooks;
    }
}
