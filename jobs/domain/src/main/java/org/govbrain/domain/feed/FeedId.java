package org.govbrain.domain.feed;

import org.govbrain.domain.event.Stream;
import org.govbrain.domain.situation.CaseSituation;

/** Names of feeds: {@code stream|source system}. */
public final class FeedId {
    /** Stands for all systems of a stream together: it is silent when all of them are. */
    public static final String ANY = "*";

    /** The feed on which the clocks of grids live. */
    public static final String PATROL = of(Stream.PATROL, Stream.PATROL.id());

    private FeedId() {}

    public static String of(Stream stream, String sourceSystem) {
        return stream.id() + "|" + sourceSystem;
    }

    public static boolean isAny(String feedId) {
        return feedId.substring(feedId.indexOf('|') + 1).equals(ANY);
    }

    /**
     * The feed that would have told that a promise was kept: of an arrival at an incident 110's, else that of the platform
     * that has the case, and of whichever platform might have taken it while none has.
     */
    public static String provingFeed(CaseSituation situation, String clockId) {
        String source = situation.matter().sourceSystem();
        if (clockId.equals("on-scene") && situation.origin().equals(Stream.LINKAGE110.id())) {
            return of(Stream.LINKAGE110, Stream.LINKAGE110.id());
        }
        if (source == null || source.equals(Stream.PATROL.id()) || source.equals(Stream.LINKAGE110.id())) {
            return of(Stream.PLATFORM, ANY);
        }
        return of(Stream.PLATFORM, source);
    }
}
