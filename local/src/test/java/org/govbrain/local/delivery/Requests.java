package org.govbrain.local.delivery;

import java.time.Instant;
import java.util.List;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryRequest;

/** Messages for tests. */
public final class Requests {
    private Requests() {}

    /** A page to one person, no emergency, with nothing before it. */
    public static DeliveryRequest.Builder page(String id, String... contacts) {
        return DeliveryRequest.newBuilder()
                .setDeliveryId(id)
                .setIssuedAt(Instant.EPOCH)
                .setPageId("page-" + id)
                .setDedupKey("accept|" + id + "|1|CG")
                .setPurpose(DeliveryPurpose.PAGE)
                .setLevel(1)
                .setRole("grid-member")
                .setRecipient("GM-1")
                .setContacts(List.of(contacts))
                .setPriority(2)
                .setEmergency(false)
                .setSeverity("major")
                .setAlertKind("breach")
                .setTitleZh("青龙 3 网格 " + id + "：到场 超时")
                .setTitleEn("grid 3 " + id + ": missed \"on scene\"")
                .setTextZh("青龙 3 网格 " + id + "：到场 超时\n应于 09:20 前完成")
                .setTextEn("grid 3 " + id + ": missed \"on scene\"\nDue 09:20")
                .setBundle("bundle-" + id)
                .setDigest(false)
                .setRuleId("usual")
                .setPolicyVersion("1")
                .setRosterVersion("1")
                .setWhyZh("当班")
                .setWhyEn("on duty");
    }
}
