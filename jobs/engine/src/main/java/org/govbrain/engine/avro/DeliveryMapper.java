package org.govbrain.engine.avro;

import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.Delivery.Text;
import org.govbrain.domain.alert.Scene;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryRequest;

/** Messages to the records that the delivery worker takes. */
public final class DeliveryMapper implements DocumentMapper<Delivery, DeliveryRequest> {
    private static final long serialVersionUID = 1L;

    @Override
    public DeliveryRequest toDocument(Delivery delivery) {
        Alert alert = delivery.alert();
        Scene scene = alert.scene();
        Text next = delivery.next();
        DeliveryRequest request = new DeliveryRequest();
        request.setDeliveryId(delivery.deliveryId());
        request.setIssuedAt(delivery.issuedAt());
        request.setPageId(delivery.pageId());
        request.setDedupKey(alert.dedupKey());
        request.setPurpose(DeliveryPurpose.valueOf(delivery.purpose().name()));
        request.setLevel(delivery.level());
        request.setRole(delivery.role());
        request.setRecipient(delivery.recipient());
        request.setContacts(delivery.contacts());
        request.setPriority(delivery.priority());
        request.setEmergency(delivery.emergency());
        request.setSeverity(alert.severity().word());
        request.setAlertKind(alert.kind().word());
        request.setTitleZh(delivery.title().zh());
        request.setTitleEn(delivery.title().en());
        request.setTextZh(delivery.text().zh());
        request.setTextEn(delivery.text().en());
        request.setBundle(delivery.bundle());
        request.setDigest(delivery.digest());
        request.setSupersedes(delivery.supersedes());
        request.setCaseIds(alert.caseIds());
        request.setGridId(scene.gridId());
        request.setGridName(scene.gridName());
        request.setCommunityId(scene.communityId());
        request.setCommunityName(scene.communityName());
        request.setLon(scene.lon());
        request.setLat(scene.lat());
        request.setDueAt(alert.at());
        request.setRuleId(delivery.ruleId());
        request.setPolicyVersion(delivery.policyVersion());
        request.setRosterVersion(delivery.rosterVersion());
        request.setWhyZh(delivery.why().zh());
        request.setWhyEn(delivery.why().en());
        request.setNextAt(delivery.nextAt());
        request.setNextZh(next == null ? null : next.zh());
        request.setNextEn(next == null ? null : next.en());
        request.setExplainZh(alert.explainZh());
        request.setExplainEn(alert.explainEn());
        return request;
    }
}
