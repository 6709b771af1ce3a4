package org.govbrain.local.convert;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.govbrain.local.command.Progress;

/** Tells every few seconds how far the reading of a file has come; of a file that is read sooner it tells nothing. */
final class HowFar {
    static final Duration BETWEEN = Duration.ofSeconds(5);

    private static final double PERCENT = 100.0;

    private final Progress progress;
    private final String name;
    private final long bytes;
    private Duration next = BETWEEN;

    /** @param bytes of the whole file */
    HowFar(Progress progress, String name, long bytes) {
        this.progress = progress;
        this.name = name;
        this.bytes = bytes;
    }

    /** @param rows that have been read, of whatever kind */
    void row(long rows, SourceReader source) throws IOException {
        Duration elapsed = progress.elapsed();
        if (elapsed.compareTo(next) >= 0) {
            next = elapsed.plus(BETWEEN);
            progress.say(String.format(
                    Locale.ROOT, "%s: %,d rows, %.0f%% of the file", name, rows, PERCENT * source.bytesRead() / bytes));
        }
    }

    /** All rows have been read; what remains takes a moment, too. */
    void read(long rows) {
        if (progress.elapsed().compareTo(BETWEEN) >= 0) {
            progress.say(String.format(Locale.ROOT, "%s: %,d rows read; their events are written", name, rows));
        }
    }
}
