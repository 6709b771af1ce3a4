package org.govbrain.engine.avro;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.domain.sla.Explanation;
import org.govbrain.schemas.document.BreachDocument;
import org.govbrain.schemas.document.GeoPoint;

/** Breaches to their documents. */
public final class BreachMapper implements DocumentMapper<SaidBreach, BreachDocument> {
    private static final long serialVersionUID = 1L;

    @Override
    public BreachDocument toDocument(SaidBreach said) {
        Breach breach = said.breach();
        BreachDocument document = new BreachDocument();
        Place place = breach.place();
        Instant stoppedAt = breach.stoppedAt();
        document.setTimestamp(breach.dueAt());
        document.setBreachId(breach.breachId());
        document.setRevision(said.documentRevision());
        document.setCaseId(breach.caseId());
        document.setOrigin(breach.origin());
        document.setClock(breach.clockId());
        document.setCycle(breach.cycle());
        document.setDepartmentId(breach.departmentId());
        document.setOwnerId(breach.ownerId());
        document.setGridId(place.gridId());
        document.setGridName(place.gridName());
        document.setCommunityId(place.communityId());
        document.setCommunityName(place.communityName());
        document.setBuildingId(breach.buildingId());
        document.setPlatform(breach.platform());
        document.setCategoryGroup(breach.categoryGroup());
        document.setUrgency(CaseMapper.word(breach.urgency()));
        document.setSeverity(breach.severity());
        document.setState(breach.state().word());
        document.setUnconfirmed(breach.unconfirmed());
        document.setStartedAt(breach.startedAt());
        document.setDueAt(breach.dueAt());
        document.setStoppedAt(stoppedAt);
        if (stoppedAt != null && stoppedAt.isAfter(breach.dueAt())) {
            document.setLateSeconds(Duration.between(breach.dueAt(), stoppedAt).toMillis() / 1000.0);
        }
        document.setPolicyVersion(breach.policyVersion());
        document.setExplain(lines(breach.explain(), false));
        document.setExplainZh(lines(breach.explain(), true));
        document.setLocation(CaseMapper.point(breach.lon(), breach.lat()));
        return document;
    }

    /**
     * The breach that a document tells of. Of its place the class of the neighbourhood is not known, and of its lines only the
     * words.
     *
     * @throws IllegalArgumentException if a word is none of those that documents have
     */
    static Breach toBreach(BreachDocument document) {
        GeoPoint location = document.getLocation();
        List<Explanation> explain = new ArrayList<>();
        for (int i = 0;
                i
                        < Math.min(
                                document.getExplain().size(),
                                document.getExplainZh().size());
                i++) {
            explain.add(new Explanation(
                    document.getDueAt(),
                    "said",
                    document.getClock(),
                    document.getExplain().get(i),
                    document.getExplainZh().get(i)));
        }
        return new Breach(
                document.getBreachId(),
                document.getCaseId(),
                document.getOrigin(),
                document.getClock(),
                (int) document.getCycle(),
                document.getDepartmentId(),
                document.getOwnerId(),
                new Place(
                        document.getGridId(),
                        document.getGridName(),
                        document.getCommunityId(),
                        document.getCommunityName(),
                        null),
                document.getBuildingId(),
                location == null ? null : location.getLon(),
                location == null ? null : location.getLat(),
                document.getPlatform(),
                document.getCategoryGroup(),
                Urgency.valueOf(String.valueOf(document.getUrgency()).toUpperCase(Locale.ROOT)),
                document.getSeverity(),
                BreachState.valueOf(document.getState().toUpperCase(Locale.ROOT)),
                document.getUnconfirmed(),
                document.getStartedAt(),
                document.getDueAt(),
                document.getStoppedAt(),
                String.valueOf(document.getPolicyVersion()),
                explain);
    }

    static List<String> lines(List<Explanation> explain, boolean chinese) {
        return explain.stream().map(line -> chinese ? line.zh() : line.en()).toList();
    }
}
