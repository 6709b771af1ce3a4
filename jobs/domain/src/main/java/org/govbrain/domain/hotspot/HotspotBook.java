package org.govbrain.domain.hotspot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was said of the hotspots that can still change: nothing is said twice, and what proves wrong is taken back. A plain
 * state object.
 *
 * <p>A revision is the instant at which it is said. Until a hotspot is final it is said again with every slice that closes,
 * changed or not: its last revision is then that of the last slice, in whatever order its cases arrived, and a replay never
 * stops short of the number that an earlier run had reached. What is taken back has a number below that of whoever says it with this
 * slice: by a version that was read late its grid may be another district's.
 */
public final class HotspotBook {
    /** Within so long of each other all districts close a slice. */
    public static final long DISTRICTS_APART_MS = Duration.ofMinutes(30).toMillis();

    /** By hotspot id. */
    public Map<String, SaidHotspot> said = new HashMap<>();

    /**
     * What there is to say.
     *
     * @param now all hotspots that are not final
     * @param all say every one of them, also what did not change
     * @param finalBefore hotspots that ended before it are final, and forgotten
     * @return in the order of ids
     */
    public List<SaidHotspot> say(Collection<Hotspot> now, Instant at, boolean all, Instant finalBefore) {
        Map<String, Hotspot> standing = new TreeMap<>();
        now.forEach(hotspot -> standing.put(hotspot.hotspotId(), hotspot));
        said.values().removeIf(before -> {
            Instant ended = before.hotspot().endedAt();
            return !standing.containsKey(before.hotspot().hotspotId()) && ended != null && ended.isBefore(finalBefore);
        });
        said.forEach((id, before) -> {
            if (!before.hotspot().withdrawn()) {
                standing.putIfAbsent(id, before.hotspot().withdrawnAt(at));
            }
        });
        List<SaidHotspot> news = new ArrayList<>();
        standing.forEach((id, hotspot) -> {
            SaidHotspot before = said.get(id);
            if (before == null) {
                news.add(new SaidHotspot(hotspot, at.toEpochMilli()));
            } else if (hotspot.withdrawn()) {
                news.add(new SaidHotspot(
                        hotspot, Math.max(before.revision() + 1, at.toEpochMilli() - DISTRICTS_APART_MS - 1)));
            } else if (!before.hotspot().equals(hotspot) || (all && before.revision() < at.toEpochMilli())) {
                news.add(new SaidHotspot(hotspot, Math.max(at.toEpochMilli(), before.revision() + 1)));
            }
        });
        news.forEach(next -> said.put(next.hotspot().hotspotId(), next));
        return news;
    }

    /** The hotspots that are active by what was said. */
    public List<Hotspot> active() {
        return said.values().stream()
                .map(SaidHotspot::hotspot)
                .filter(hotspot -> hotspot.state() == HotspotState.ACTIVE)
                .toList();
    }
}
