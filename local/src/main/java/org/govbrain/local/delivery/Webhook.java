package org.govbrain.local.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import org.govbrain.schemas.delivery.DeliveryRequest;

/**
 * A signed POST to another system. {@code X-Govbrain-Timestamp} is the time in seconds, {@code X-Govbrain-Signature} is
 * {@code sha256=} and the HMAC-SHA256, in hex, of timestamp, a full stop and the body; {@code Idempotency-Key} is the delivery's id, percent-encoded.
 */
record Webhook(URI url, String secret, MessageText text, Http http, InstantSource clock) implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public SendResult send(Parcel parcel) throws InterruptedException {
        String seconds = Long.toString(clock.instant().getEpochSecond());
        try {
            String body = JSON.writeValueAsString(body(parcel));
            Map<String, String> headers = Map.of(
                    "X-Govbrain-Timestamp", seconds,
                    "X-Govbrain-Signature", signature(secret, seconds, body),
                    "Idempotency-Key", URLEncoder.encode(parcel.idempotencyKey(), StandardCharsets.UTF_8));
            return Robot.judge(http.post(url, headers, body.getBytes(StandardCharsets.UTF_8))
                    .status());
        } catch (IOException e) {
            return SendResult.tryAgain(0, "no answer: " + e.getClass().getSimpleName());
        }
    }

    /** As a receiver computes it too. */
    static String signature(String secret, String seconds, String body) {
        return "sha256=" + HexFormat.of().formatHex(Hmac.of(secret, seconds + "." + body));
    }

    private ObjectNode body(Parcel parcel) {
        DeliveryRequest request = parcel.requests().get(0);
        ObjectNode body = JSON.createObjectNode();
        body.put("deliveryId", request.getDeliveryId())
                .put("issuedAt", request.getIssuedAt().toString())
                .put("pageId", request.getPageId())
                .put("dedupKey", request.getDedupKey())
                .put("purpose", request.getPurpose().name())
                .put("recipient", request.getRecipient())
                .put("address", String.join(",", parcel.addresses()))
                .put("role", request.getRole())
                .put("level", request.getLevel())
                .put("severity", request.getSeverity())
                .put("emergency", request.getEmergency())
                .put("gridId", request.getGridId())
                .put("titleZh", request.getTitleZh())
                .put("titleEn", request.getTitleEn())
                .put("textZh", request.getTextZh())
                .put("textEn", request.getTextEn());
        request.getCaseIds().forEach(body.putArray("caseIds")::add);
        if (MessageText.asksForAnswer(request)) {
            body.put("link", text.link().apply(request));
        }
        return body;
    }

    /** Without URL and secret. */
    @Override
    public String toString() {
        return "webhook";
    }
}
