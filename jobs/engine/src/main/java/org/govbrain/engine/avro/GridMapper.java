package org.govbrain.engine.avro;

import java.time.Instant;
import org.govbrain.domain.situation.GridProfile;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.Risk;
import org.govbrain.schemas.document.GridDocument;

/** Grids to their documents. Stateless. */
public final class GridMapper implements DocumentMapper<GridSituation, GridDocument> {
    private static final long serialVersionUID = 2L;

    @Override
    public GridDocument toDocument(GridSituation situation) {
        GridDocument document = new GridDocument();
        Instant changed = situation.lastChangeAt();
        GridProfile profile = situation.profile();
        document.setTimestamp(changed == null ? Instant.EPOCH : changed);
        document.setGridId(situation.gridId());
        document.setRevision(situation.revision());
        document.setGridName(profile.name());
        document.setRetired(profile.retired());
        if (profile.known()) {
            document.setCommunityId(profile.communityId());
            document.setCommunityName(profile.communityName());
            document.setNeighbourhoodClass(profile.neighbourhoodClass());
            document.setCentre(CaseMapper.point(profile.lon(), profile.lat()));
            document.setBoundary(profile.boundary());
            document.setBuildings(profile.buildings());
            document.setBuildingChiefs(profile.buildingChiefs());
        }
        document.setLight(situation.light().word());
        document.setLightLevel(situation.light().level());
        document.setOpenCases(situation.openCases());
        document.setOverdueCases(situation.overdueCases());
        document.setWarnedCases(situation.warnedCases());
        document.setCasesToday(situation.casesToday());
        document.setHotspotPattern(situation.hotspotPattern());
        document.setActiveHotspots(situation.activeHotspots());
        document.setLastPatrolAt(situation.lastPatrolAt());
        Risk risk = situation.risk();
        document.setRisk(risk.total());
        document.setRiskParts(risk.parts());
        document.setRiskOverdue(risk.overdue());
        document.setRiskWarned(risk.warned());
        document.setRiskOpen(risk.open());
        document.setRiskHotspots(risk.hotspots());
        document.setRiskNearRepeat(risk.nearRepeat());
        document.setRiskPatrolGap(risk.patrolGap());
        return document;
    }
}
