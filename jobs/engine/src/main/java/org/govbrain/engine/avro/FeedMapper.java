package org.govbrain.engine.avro;

import org.govbrain.domain.feed.FeedSigns;
import org.govbrain.domain.feed.FeedSituation;
import org.govbrain.schemas.document.FeedDocument;

/** Feeds to their documents. Stateless. */
public final class FeedMapper implements DocumentMapper<FeedSituation, FeedDocument> {
    private static final long serialVersionUID = 1L;

    @Override
    public FeedDocument toDocument(FeedSituation situation) {
        FeedSigns signs = situation.signs();
        FeedDocument document = new FeedDocument();
        document.setTimestamp(signs.lastAt());
        document.setFeedId(signs.feedId());
        document.setRevision(situation.revision());
        document.setStream(signs.stream().id());
        document.setSourceSystem(signs.sourceSystem());
        document.setState(situation.silentSince() == null ? "live" : "silent");
        document.setLastEventAt(signs.lastEventAt());
        document.setLastHeartbeatAt(signs.lastHeartbeatAt());
        document.setSilentSince(situation.silentSince());
        document.setEvents(signs.events());
        document.setEventsInHour(situation.eventsInHour());
        document.setLagSeconds(signs.lastEventAt() == null ? null : signs.lagMs() / 1000.0);
        return document;
    }
}
