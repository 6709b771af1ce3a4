package org.govbrain.engine.avro;

import java.time.Instant;
import org.govbrain.domain.indicator.IndicatorCell;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.situation.Place;
import org.govbrain.schemas.document.IndicatorDocument;

/** Indicators to their documents. Stateless. */
public final class IndicatorMapper implements DocumentMapper<IndicatorSums, IndicatorDocument> {
    private static final long serialVersionUID = 1L;
    private static final IndicatorFields FIELDS = new IndicatorFields(IndicatorDocument.getClassSchema());

    @Override
    public IndicatorDocument toDocument(IndicatorSums sums) {
        IndicatorDocument document = new IndicatorDocument();
        IndicatorCell cell = sums.cell();
        Place place = sums.place();
        document.setTimestamp(Instant.ofEpochMilli(cell.hourMs()));
        document.setIndicatorId(sums.id());
        document.setRevision(sums.revision());
        document.setGridId(cell.gridId());
        document.setGridName(place.gridName());
        document.setCommunityId(place.communityId());
        document.setCommunityName(place.communityName());
        document.setDepartmentId(cell.departmentId());
        document.setPlatform(cell.platform());
        FIELDS.put(document, sums.counts());
        return document;
    }
}
