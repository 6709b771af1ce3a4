package org.govbrain.engine.avro;

import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.schemas.document.HotspotDocument;

/** Hotspots to their documents. */
public final class HotspotMapper implements DocumentMapper<SaidHotspot, HotspotDocument> {
    private static final long serialVersionUID = 1L;

    @Override
    public HotspotDocument toDocument(SaidHotspot said) {
        Hotspot hotspot = said.hotspot();
        Finding finding = hotspot.finding();
        Evidence evidence = finding.evidence();
        HotspotDocument document = new HotspotDocument();
        document.setTimestamp(hotspot.detectedAt());
        document.setHotspotId(hotspot.hotspotId());
        document.setRevision(said.revision());
        document.setDetector(finding.detector().id());
        document.setDetectorVersion(Detector.VERSION);
        document.setPattern(finding.pattern());
        document.setPreviousPattern(hotspot.previousPattern());
        document.setGridIds(finding.gridIds());
        document.setCommunityIds(finding.communityIds());
        document.setCategoryGroup(finding.categoryGroup());
        document.setBuildingId(finding.buildingId());
        document.setWindowStart(finding.windowStart());
        document.setWindowEnd(finding.windowEnd());
        document.setObserved(evidence.observed());
        document.setExpected(evidence.expected());
        document.setStatistic(evidence.statistic());
        document.setStatisticName(evidence.statisticName());
        document.setBaseline(evidence.baseline());
        document.setPValue(evidence.p());
        document.setQValue(evidence.q());
        document.setRecurrenceDays(evidence.recurrenceDays());
        document.setCaseIds(finding.caseIds());
        document.setState(hotspot.state().id());
        document.setEndedAt(hotspot.endedAt());
        document.setWithdrawn(hotspot.withdrawn());
        document.setPageable(finding.pageable() && !hotspot.withdrawn());
        document.setSentence(finding.sentence());
        document.setSentenceZh(finding.sentenceZh());
        document.setLocation(CaseMapper.point(finding.lon(), finding.lat()));
        return document;
    }
}
