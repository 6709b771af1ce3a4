package org.govbrain.engine.situation;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.feed.FeedSituation;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.matter.EventLog;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.PatrolStep;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.compact.CompactRecord;
import org.govbrain.engine.hotspot.HotspotInput;
import org.govbrain.engine.hotspot.LoggedCase;
import org.govbrain.engine.indicator.IndicatorStreams;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Rejection;
import org.govbrain.engine.patrol.PatrolInput;

/** What the situation job says. */
public record SituationStreams(
        DataStream<CaseSituation> cases,
        DataStream<SaidBreach> breaches,
        DataStream<GridSituation> grids,
        DataStream<SaidHotspot> hotspots,
        DataStream<PatrolStep> patrols,
        IndicatorStreams indicators,
        DataStream<FeedSituation> feeds,
        DataStream<DeadLetter> deadLetters) {

    /** Missed deadlines as they open, resolve and are withdrawn, before it is asked whether their feeds were silent. */
    static final OutputTag<SaidBreach> BREACHES = new OutputTag<>("breaches") {};

    /** What each change of a case means for its grid. */
    static final OutputTag<GridFact> GRID_FACTS = new OutputTag<>("grid-facts", CompactRecord.type(GridFact.class));

    /** Patrol steps with their place. */
    static final OutputTag<PatrolStep> PATROLS = new OutputTag<>("patrols") {};

    /** Since when the city is watched. */
    static final OutputTag<PatrolInput> BEGINNINGS = new OutputTag<>("beginnings") {};

    /** What hotspots must hear of a case, and of patrols. */
    static final OutputTag<HotspotInput> HOTSPOT_INPUTS = new OutputTag<>("hotspot-inputs") {};

    /** What whoever knows what a person logged must hear of a case. */
    static final OutputTag<LoggedCase> LOGGED_CASES = new OutputTag<>("logged-cases") {};

    /** Records that could not be used. */
    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {};

    /** Openings of platform cases, half of a probable link each. */
    static final OutputTag<Opening> OPENINGS = new OutputTag<>("openings") {};

    /** Why an event was set aside that would have made its case too large. */
    static final String FULL = "its case has " + EventLog.MOST_EVENTS + " events already: is its id that of one case?";

    /**
     * An event that was good in itself and from which nothing is folded all the same: kept as text. Its place on its topic is not
     * known here; of the letters of one id, which another case or another time may have used too, a digest of the text tells them apart.
     */
    static DeadLetter setAside(GovernanceEvent event, Rejection reason, String detail) {
        byte[] text = event.toString().getBytes(StandardCharsets.UTF_8);
        return new DeadLetter(
                event.sourceSystem() + "/" + event.eventId(),
                0,
                UUID.nameUUIDFromBytes(text).getMostSignificantBits() & Long.MAX_VALUE,
                reason,
                detail,
                event.eventId(),
                event.occurredAt(),
                DeadLetter.base64(text));
    }
}
