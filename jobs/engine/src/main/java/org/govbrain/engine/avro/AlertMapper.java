package org.govbrain.engine.avro;

import java.util.List;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.AlertKind;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Delivery.Text;
import org.govbrain.domain.alert.Scene;
import org.govbrain.domain.alert.Severity;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.SituationFold;
import org.govbrain.schemas.document.BreachDocument;
import org.govbrain.schemas.document.FeedDocument;
import org.govbrain.schemas.document.GeoPoint;
import org.govbrain.schemas.document.HotspotDocument;
import org.jspecify.annotations.Nullable;

/** Documents that somebody may have to be told of, to alerts. */
final class AlertMapper {
    private AlertMapper() {}

    static Alert toAlert(BreachDocument breach) {
        boolean ofGrid = breach.getCaseId().equals(breach.getGridId());
        return new Alert(
                breach.getBreachId(),
                AlertKind.BREACH,
                breach.getRevision(),
                breachState(breach.getState()),
                breach.getDueAt(),
                Severity.find(breach.getSeverity()).orElse(Severity.MAJOR),
                "urgent".equals(breach.getUrgency()),
                breach.getUnconfirmed(),
                scene(
                        breach.getBuildingId(),
                        breach.getGridId(),
                        breach.getGridName(),
                        breach.getCommunityId(),
                        breach.getCommunityName(),
                        breach.getLocation()),
                List.of(breach.getCaseId()),
                breach.getClock(),
                breach.getDepartmentId(),
                breach.getCategoryGroup(),
                SituationFold.knowledgeOf(breach.getRevision()),
                false,
                ofGrid ? "网格" : "案件 " + breach.getCaseId(),
                ofGrid ? "grid" : "case " + breach.getCaseId(),
                null,
                null,
                breach.getExplainZh(),
                breach.getExplain());
    }

    private static AlertState breachState(String word) {
        if (word.equals(BreachState.OPEN.word())) {
            return AlertState.OPEN;
        }
        return word.equals(BreachState.WITHDRAWN.word()) ? AlertState.WITHDRAWN : AlertState.RESOLVED;
    }

    /** One that is not worth a page counts as over, also when it had been worth one. */
    static Alert toAlert(HotspotDocument hotspot) {
        List<String> grids = hotspot.getGridIds();
        List<String> communities = hotspot.getCommunityIds();
        boolean open = hotspot.getPageable() && hotspot.getState().equals("active");
        return new Alert(
                "hotspot|" + hotspot.getHotspotId(),
                AlertKind.HOTSPOT,
                hotspot.getRevision(),
                open ? AlertState.OPEN : AlertState.RESOLVED,
                hotspot.getTimestamp(),
                Severity.MAJOR,
                false,
                null,
                scene(
                        hotspot.getBuildingId(),
                        grids.size() == 1 ? grids.get(0) : null,
                        null,
                        communities.isEmpty() ? null : communities.get(0),
                        null,
                        hotspot.getLocation()),
                hotspot.getCaseIds(),
                null,
                null,
                hotspot.getCategoryGroup(),
                hotspot.getCaseIds().size(),
                false,
                "热点",
                "hotspot",
                hotspot.getSentenceZh() == null ? hotspot.getDetector() : hotspot.getSentenceZh(),
                hotspot.getSentence() == null ? hotspot.getDetector() : hotspot.getSentence(),
                List.of(),
                List.of());
    }

    static Alert toAlert(FeedDocument feed) {
        boolean silent = feed.getState().equals("silent");
        return Alert.ofCity(
                "feed|" + feed.getFeedId(),
                AlertKind.FEED,
                feed.getRevision(),
                silent ? AlertState.OPEN : AlertState.RESOLVED,
                feed.getSilentSince() == null ? feed.getTimestamp() : feed.getSilentSince(),
                Severity.MAJOR,
                feed.getEvents(),
                new Text("数据源 " + feed.getSourceSystem(), "feed " + feed.getSourceSystem()),
                new Text("无数据，其超时预警暂不可信", "is silent; its breaches are not certain"));
    }

    private static Scene scene(
            @Nullable String building,
            @Nullable String grid,
            @Nullable String gridName,
            @Nullable String community,
            @Nullable String communityName,
            @Nullable GeoPoint location) {
        return new Scene(
                building,
                grid,
                gridName,
                community,
                communityName,
                location == null ? null : location.getLon(),
                location == null ? null : location.getLat());
    }
}
