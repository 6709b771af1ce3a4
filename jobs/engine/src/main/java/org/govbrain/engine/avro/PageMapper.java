package org.govbrain.engine.avro;

import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.Delivery.Text;
import org.govbrain.domain.alert.PageRecord;
import org.govbrain.domain.alert.Scene;
import org.govbrain.domain.alert.SkipReason;
import org.govbrain.schemas.document.PageDocument;

/** Lines of the audit to their documents. */
public final class PageMapper implements DocumentMapper<PageRecord, PageDocument> {
    private static final long serialVersionUID = 1L;

    @Override
    public PageDocument toDocument(PageRecord line) {
        Alert alert = line.alert();
        Scene scene = alert.scene();
        SkipReason skipReason = line.skipReason();
        Text reason = line.reason();
        Text text = line.text();
        PageDocument document = new PageDocument();
        document.setTimestamp(line.at());
        document.setPageStepId(line.id());
        document.setRevision(line.revision());
        document.setKind(line.kind().word());
        document.setPageId(line.pageId());
        document.setDedupKey(alert.dedupKey());
        document.setEpisode(line.episode());
        document.setAlertKind(alert.kind().word());
        document.setCaseId(alert.caseIds().size() == 1 ? alert.caseIds().get(0) : null);
        document.setCaseIds(alert.caseIds());
        document.setClock(alert.clock());
        document.setDepartmentId(alert.departmentId());
        document.setCategoryGroup(alert.categoryGroup());
        document.setGridId(scene.gridId());
        document.setGridName(scene.gridName());
        document.setCommunityId(scene.communityId());
        document.setCommunityName(scene.communityName());
        document.setSeverity(alert.severity().word());
        document.setEmergency(line.emergency());
        document.setLevel(line.level());
        document.setOfficerId(line.officer());
        document.setPerson(line.person());
        document.setRole(line.role());
        document.setChannel(line.channel());
        document.setPurpose(line.purpose());
        document.setState(line.state());
        document.setDueAt(alert.at());
        document.setOpenedAt(line.openedAt());
        document.setAcknowledgedAt(line.acknowledgedAt());
        document.setAcknowledgedBy(line.acknowledgedBy());
        document.setAnswerSeconds(line.answerSeconds());
        document.setEndedAt(line.endedAt());
        document.setNextAt(line.nextAt());
        document.setTold(line.told());
        document.setRule(line.rule());
        document.setPolicyVersion(line.policyVersion());
        document.setRosterVersion(line.rosterVersion());
        document.setDigest(line.digest());
        document.setSkipReason(skipReason == null ? null : skipReason.word());
        document.setReason(reason == null ? null : reason.en());
        document.setReasonZh(reason == null ? null : reason.zh());
        document.setText(text == null ? null : text.en());
        document.setTextZh(text == null ? null : text.zh());
        document.setDetail(line.detail());
        document.setExplain(alert.explainEn());
        document.setExplainZh(alert.explainZh());
        document.setLocation(CaseMapper.point(scene.lon(), scene.lat()));
        return document;
    }
}
