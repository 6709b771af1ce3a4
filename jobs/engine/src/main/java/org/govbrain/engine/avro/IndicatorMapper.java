package org.govbrain.engine.avro;

import java.time.Instant;
import org.govbrain.domain.indicator.Indicator;
import org.govbrain.domain.indicator.IndicatorCell;
import org.govbrain.domain.indicator.IndicatorCounts;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.situation.Place;
import org.govbrain.schemas.document.IndicatorDocument;

/** Indicators to their documents. Stateless. */
public final class IndicatorMapper implements DocumentMapper<IndicatorSums, IndicatorDocument> {
    private static final long serialVersionUID = 1L;

    @Override
    public IndicatorDocument toDocument(IndicatorSums sums) {
        IndicatorDocument document = new IndicatorDocument();
        IndicatorCell cell = sums.cell();
        Place place = sums.place();
        document.setTimestamp(Instant.ofEpochMilli(cell.hourMs()));
        document.setIndicatorId(cell.id());
        document.setRevision(sums.revision());
        document.setGridId(cell.gridId());
        document.setGridName(place.gridName());
        document.setCommunityId(place.communityId());
        document.setCommunityName(place.communityName());
        document.setDepartmentId(cell.departmentId());
        document.setPlatform(cell.platform());
        IndicatorCounts counts = sums.counts();
        document.setReported(counts.get(Indicator.REPORTED));
        document.setClosed(counts.get(Indicator.CLOSED));
        document.setOpenNotDue(counts.get(Indicator.OPEN_NOT_DUE));
        document.setAcceptNumerator(counts.get(Indicator.ACCEPT_NUMERATOR));
        document.setAcceptDenominator(counts.get(Indicator.ACCEPT_DENOMINATOR));
        document.setAssignNumerator(counts.get(Indicator.ASSIGN_NUMERATOR));
        document.setAssignDenominator(counts.get(Indicator.ASSIGN_DENOMINATOR));
        document.setOnSceneNumerator(counts.get(Indicator.ON_SCENE_NUMERATOR));
        document.setOnSceneDenominator(counts.get(Indicator.ON_SCENE_DENOMINATOR));
        document.setHandleNumerator(counts.get(Indicator.HANDLE_NUMERATOR));
        document.setHandleDenominator(counts.get(Indicator.HANDLE_DENOMINATOR));
        document.setCloseNumerator(counts.get(Indicator.CLOSE_NUMERATOR));
        document.setCloseDenominator(counts.get(Indicator.CLOSE_DENOMINATOR));
        document.setReworkNumerator(counts.get(Indicator.REWORK_NUMERATOR));
        document.setReworkDenominator(counts.get(Indicator.REWORK_DENOMINATOR));
        document.setReturnNumerator(counts.get(Indicator.RETURN_NUMERATOR));
        document.setReturnDenominator(counts.get(Indicator.RETURN_DENOMINATOR));
        document.setExtensionNumerator(counts.get(Indicator.EXTENSION_NUMERATOR));
        document.setExtensionDenominator(counts.get(Indicator.EXTENSION_DENOMINATOR));
        document.setSupervisionNumerator(counts.get(Indicator.SUPERVISION_NUMERATOR));
        document.setSupervisionDenominator(counts.get(Indicator.SUPERVISION_DENOMINATOR));
        document.setSatisfactionNumerator(counts.get(Indicator.SATISFACTION_NUMERATOR));
        document.setSatisfactionDenominator(counts.get(Indicator.SATISFACTION_DENOMINATOR));
        document.setRepeatNumerator(counts.get(Indicator.REPEAT_NUMERATOR));
        document.setRepeatDenominator(counts.get(Indicator.REPEAT_DENOMINATOR));
        return document;
    }
}
