package org.govbrain.engine.avro;

import java.time.Instant;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.Polygons;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.schemas.document.GridDocument;
import org.jspecify.annotations.Nullable;

/** Grids to their documents, with what the city's reference data says of each. The city is loaded with the first of them. */
public final class GridMapper implements DocumentMapper<GridSituation, GridDocument> {
    private static final long serialVersionUID = 1L;
    private final ReferenceSource reference;
    private transient @Nullable ReferenceData loaded;

    public GridMapper(ReferenceSource reference) {
        this.reference = reference;
    }

    private ReferenceData city() {
        ReferenceData city = loaded;
        if (city == null) {
            city = reference.load().data();
            loaded = city;
        }
        return city;
    }

    @Override
    public GridDocument toDocument(GridSituation situation) {
        GridDocument document = new GridDocument();
        Instant changed = situation.lastChangeAt();
        Grid grid = city().grids().find(situation.gridId()).orElse(null);
        document.setTimestamp(changed == null ? Instant.EPOCH : changed);
        document.setGridId(situation.gridId());
        document.setRevision(situation.revision());
        document.setGridName(situation.gridId());
        if (grid != null) {
            document.setGridName(grid.name());
            document.setCommunityId(grid.communityId());
            document.setCommunityName(grid.communityName());
            document.setNeighbourhoodClass(grid.neighbourhoodClass());
            document.setCentre(
                    CaseMapper.point(grid.centre().lon(), grid.centre().lat()));
            document.setBoundary(Polygons.toGeoJson(grid.area()));
            document.setBuildings(city().buildings().countIn(grid.gridId()));
        }
        document.setLight(situation.light().word());
        document.setOpenCases(situation.openCases());
        document.setOverdueCases(situation.overdueCases());
        document.setWarnedCases(situation.warnedCases());
        document.setCasesToday(situation.casesToday());
        document.setActiveHotspots(0);
        document.setLastPatrolAt(situation.lastPatrolAt());
        document.setRisk(situation.risk());
        document.setRiskParts(situation.riskParts());
        return document;
    }
}
