package org.govbrain.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.govbrain.local.command.Progress;

/**
 * Runs candidates in turn, round after round, so that whatever else the machine does meets all of them alike. Single
 * figures on a shared machine mean little; their ratios within a round do.
 *
 * @param warmups rounds that are not counted: until the code is compiled and the broker's files are in memory
 * @param rounds rounds that are
 */
public record Interleaved(int warmups, int rounds, Progress progress) {

    /** One series a candidate, in the order given. */
    public List<Series> run(List<Candidate> candidates) throws Exception {
        List<List<Sample>> samples = new ArrayList<>();
        candidates.forEach(candidate -> samples.add(new ArrayList<>()));
        for (int round = -warmups; round < rounds; round++) {
            for (int i = 0; i < candidates.size(); i++) {
                Candidate candidate = candidates.get(i);
                // What the one before left behind is not this one's work.
                System.gc();
                Sample sample = candidate.run().once();
                String label = round < 0 ? "warm-up" : "round " + (round + 1) + " of " + rounds;
                progress.say(String.format(
                        Locale.ROOT,
                        "%s: %s, %,.0f a second, %.2f µs of processor time each",
                        label,
                        candidate.name(),
                        sample.perSecond(),
                        sample.cpuMicros()));
                if (round >= 0) {
                    samples.get(i).add(sample);
                }
            }
        }
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            series.add(new Series(candidates.get(i).name(), samples.get(i)));
        }
        return series;
    }
}
