package org.govbrain.engine.avro;

import java.time.Instant;
import org.govbrain.domain.indicator.IndicatorCell;
import org.govbrain.domain.indicator.IndicatorCorrection;
import org.govbrain.domain.situation.Place;
import org.govbrain.schemas.document.CorrectionDocument;

/** Corrections of indicators to their documents. Stateless. */
public final class CorrectionMapper implements DocumentMapper<IndicatorCorrection, CorrectionDocument> {
    private static final long serialVersionUID = 1L;
    private static final IndicatorFields FIELDS = new IndicatorFields(CorrectionDocument.getClassSchema());

    @Override
    public CorrectionDocument toDocument(IndicatorCorrection correction) {
        CorrectionDocument document = new CorrectionDocument();
        IndicatorCell cell = correction.cell();
        Place place = correction.place();
        document.setTimestamp(Instant.ofEpochMilli(cell.hourMs()));
        document.setCorrectionId(correction.id());
        document.setIndicatorId(cell.id());
        document.setKnownOn(correction.knownOn().toString());
        document.setRevision(correction.revision());
        document.setGridId(cell.gridId());
        document.setGridName(place.gridName());
        document.setCommunityId(place.communityId());
        document.setCommunityName(place.communityName());
        document.setDepartmentId(cell.departmentId());
        document.setPlatform(cell.platform());
        FIELDS.put(document, correction.counts());
        return document;
    }
}
