package org.govbrain.domain.hotspot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at slices of one length, as far back as they are corrected, and the hotspots that follow from them. A plain state
 * object.
 *
 * <p>A look sees what had happened {@code fresh} after its slice, and in the end what had happened {@code keep} after it;
 * it is repeated when it would see something else. Each look is thus of the cases alone, and so is everything that follows
 * from it. What happens in between waits for the end, though the newest look sees it at once: in a busy city something
 * happens every hour, and each hour would be looked at once for every hour that it can be corrected.
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

    /** Something that these looks saw was corrected: they must be repeated. */
    public void correct(Predicate<Look> saw) {
        looks.replaceAll(look -> saw.test(look) ? new Look(look.end(), look.asOf(), true, look.findings()) : look);
    }

    /**
     * Closes slices, corrects older ones, and says what follows.
     *
     * @param ends of all closed slices that can still be corrected, oldest first, the newest being the one to close
     * @param at the instant of the look
     * @param fresh how long after the end of a slice what happens is in its look at once
     * @param keep how long a slice can be corrected after its end
     */
    public List<SaidHotspot> close(List<Instant> ends, Instant at, Duration fresh, Duration keep, Looker looker) {
        List<Look> repeated = new ArrayList<>();
        for (Instant end : ends) {
            if (settledUntil == null || end.isAfter(settledUntil)) {
                repeated.add(look(find(end), end, asOf(end, at, fresh, keep), looker));
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

    private static Instant asOf(Instant end, Instant at, Duration fresh, Duration keep) {
        Instant last = end.plus(keep);
        if (!at.isBefore(last)) {
            return last;
        }
        Instant stale = end.plus(fresh);
        return at.isBefore(stale) ? at : stale;
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
