package org.govbrain.engine.avro;

import java.time.Instant;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.situation.Place;
import org.govbrain.schemas.document.BuildingDocument;

/** Buildings to their documents. */
public final class BuildingMapper {
    private BuildingMapper() {}

    /**
     * The document of a building.
     *
     * @param place its grid and community
     * @param loadedAt when the file that says so was loaded; later loads win
     * @param retired whether that file no longer has it
     */
    public static BuildingDocument toDocument(Building building, Place place, Instant loadedAt, boolean retired) {
        BuildingDocument document = new BuildingDocument();
        document.setTimestamp(loadedAt);
        document.setBuildingId(building.buildingId());
        document.setRevision(loadedAt.toEpochMilli());
        document.setBuildingName(building.name());
        document.setBuildingClass(building.buildingClass());
        document.setChiefId(building.chiefCode());
        document.setGridId(place.gridId());
        document.setGridName(place.gridName());
        document.setCommunityId(place.communityId());
        document.setCommunityName(place.communityName());
        document.setLocation(CaseMapper.point(building.lon(), building.lat()));
        document.setRetired(retired);
        return document;
    }
}
