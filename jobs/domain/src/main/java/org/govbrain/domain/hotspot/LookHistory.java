package org.govbrain.domain.hotspot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at slices of one length, as far back as they are corrected, and the hotspots that follow from them. A plain state
 * object.
 *
 * <p>A look is repeated while its slice can be corrected; it then sees what had happened by now, but never more than
 * {@code keep} after the slice. In the end it is thus of the cases alone, and so is everything that follows from it.
 */
public final class LookHistory {
    /** Oldest first. */
    public List<Look> looks = new ArrayList<>();

    /** Hotspots that were active before the oldest look. */
    public List<Hotspot> before = new ArrayList<>();

    /** End of the newest look that is kept no more. */
    public @Nullable Instant settledUntil;

    /** What was said. */
    public HotspotBook book = new HotspotBook();

    /** How to look. */
    public interface Looker {
        /** Findings of the slice that ends at {@code end}, by what had happened until {@code asOf}. */
        List<Finding> look(Instant end, Instant asOf);

        /** Whether cases of the slices up to {@code end} changed after one instant and until another. */
        boolean changed(Instant end, Instant after, Instant until);
    }

    /** Something that opened then was corrected: looks that count it must be repeated. */
    public void correct(Instant openedAt, Duration span) {
        looks.replaceAll(
                look -> look.end().isAfter(openedAt) && !look.end().minus(span).isAfter(openedAt)
                        ? new Look(look.end(), look.asOf(), true, look.findings())
                        : look);
    }

    /**
     * Closes slices, corrects older ones, and says what follows.
     *
     * @param ends of all closed slices that can still be corrected, oldest first, the newest being the one to close
     * @param at the instant of the look
     * @param keep how long a slice can be corrected after its end
     */
    public List<SaidHotspot> close(List<Instant> ends, Instant at, Duration keep, Looker looker) {
        List<Look> repeated = new ArrayList<>();
        for (Instant end : ends) {
            if (settledUntil == null || end.isAfter(settledUntil)) {
                Instant last = end.plus(keep);
                repeated.add(look(find(end), end, at.isBefore(last) ? at : last, looker));
            }
        }
        if (!repeated.isEmpty()) {
            settle(repeated.get(0).end());
            looks = repeated;
        }
        List<Hotspot> hotspots = new ArrayList<>();
        List<Hotspot> active = before;
        for (Look look : looks) {
            HotspotLedger.Outcome outcome = HotspotLedger.advance(active, look.findings(), look.end());
            active = outcome.active();
            hotspots.addAll(outcome.ended());
        }
        hotspots.addAll(active);
        return book.say(hotspots, at, true, looks.isEmpty() ? at : looks.get(0).end());
    }

    /** Older looks than this can't change any more: only what they left active matters. */
    private void settle(Instant oldestKept) {
        for (Look look : looks) {
            if (look.end().isBefore(oldestKept)) {
                before = new ArrayList<>(HotspotLedger.advance(before, look.findings(), look.end())
                        .active());
                settledUntil = look.end();
            }
        }
    }

    private static Look look(@Nullable Look known, Instant end, Instant asOf, Looker looker) {
        if (known != null && !known.dirty() && !looker.changed(end, known.asOf(), asOf)) {
            return new Look(end, asOf, false, known.findings());
        }
        return new Look(end, asOf, false, looker.look(end, asOf));
    }

    private @Nullable Look find(Instant end) {
        return looks.stream().filter(look -> look.end().equals(end)).findFirst().orElse(null);
    }
}
