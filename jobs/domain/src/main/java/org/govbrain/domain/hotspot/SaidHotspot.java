package org.govbrain.domain.hotspot;

/**
 * A hotspot as it is told.
 *
 * @param revision grows with every word about it; an instant of event time in milliseconds, see {@link HotspotBook}
 */
public record SaidHotspot(Hotspot hotspot, long revision) {}
