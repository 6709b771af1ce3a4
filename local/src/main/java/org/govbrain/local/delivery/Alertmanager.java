package org.govbrain.local.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryRequest;

/**
 * Prometheus Alertmanager, API v2. The labels say which alert it is and nothing that changes, so that whatever is told about it later
 * updates it and its end resolves it.
 *
 * @param base for example {@code http://127.0.0.1:9093}
 */
record Alertmanager(URI base, Http http, InstantSource clock) implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<DeliveryPurpose> OVER = Set.of(DeliveryPurpose.RESOLVED, DeliveryPurpose.WITHDRAWN);
    /** Alertmanager resolves by itself what is not sent again: a day, and the end is told much earlier. */
    private static final Duration STANDS = Duration.ofDays(1);

    @Override
    public SendResult send(Parcel parcel) throws InterruptedException {
        ArrayNode alerts = JSON.createArrayNode();
        parcel.requests().forEach(request -> alerts.add(alert(request)));
        try {
            URI url = URI.create(base.toString().replaceFirst("/+$", "") + "/api/v2/alerts");
            return Robot.judge(
                    http.post(url, Map.of(), JSON.writeValueAsBytes(alerts)).status());
        } catch (IOException e) {
            return SendResult.tryAgain(0, "no answer: " + e.getClass().getSimpleName());
        }
    }

    private ObjectNode alert(DeliveryRequest request) {
        ObjectNode alert = JSON.createObjectNode();
        ObjectNode labels = alert.putObject("labels")
                .put("alertname", "governance_" + request.getAlertKind())
                .put("key", request.getDedupKey());
        if (request.getGridId() != null) {
            labels.put("grid", request.getGridId());
        }
        if (request.getCommunityId() != null) {
            labels.put("community", request.getCommunityId());
        }
        alert.putObject("annotations")
                .put("summary", request.getTitleZh())
                .put("summary_en", request.getTitleEn())
                .put("description", request.getTextZh())
                .put("severity", request.getSeverity());
        boolean over = OVER.contains(request.getPurpose());
        alert.put("endsAt", (over ? clock.instant() : clock.instant().plus(STANDS)).toString());
        return alert;
    }
}
