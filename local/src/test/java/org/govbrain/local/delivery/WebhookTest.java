package org.govbrain.local.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private static final MessageText TEXT = new MessageText(false, request -> "http://127.0.0.1/a/T");

    private final List<Map<String, String>> headers = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final Http http = (uri, sent, json) -> {
        headers.add(sent);
        bodies.add(new String(json, UTF_8));
        return new Http.Answer(204, "");
    };
    private final Webhook webhook = new Webhook(
            URI.create("http://other/in"),
            "key",
            TEXT,
            http,
            InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000L)));

    @Test
    void the_signature_is_what_a_receiver_computes_from_timestamp_and_body() throws Exception {
        var unused = webhook.send(new Parcel(
                "other", List.of("138"), List.of(Requests.page("网格/1", "other").build())));
        // The receiver's side, by another implementation: printf '%s' "1700000000.x" | openssl dgst -sha256 -hmac key
        assertThat(Webhook.signature("key", "1700000000", "x"))
                .as("a value computed by OpenSSL")
                .isEqualTo("sha256=b6bc421fa47f18834e8d544c49e64c37f1c92a65ea85baf357cf40cd85a1f311");
        assertThat(headers)
                .containsExactly(Map.of(
                        "X-Govbrain-Timestamp", "1700000000",
                        "X-Govbrain-Signature", Webhook.signature("key", "1700000000", bodies.get(0)),
                        "Idempotency-Key", "%E7%BD%91%E6%A0%BC%2F1"));
    }

    @Test
    void the_body_says_what_it_is_about_and_a_link_only_where_an_answer_is_wanted() throws Exception {
        var unused = webhook.send(new Parcel(
                "other", List.of("138"), List.of(Requests.page("a", "other").build())));
        JsonNode body = new ObjectMapper().readTree(bodies.get(0));
        assertThat(body.path("deliveryId").asText()).isEqualTo("a");
        assertThat(body.path("address").asText()).isEqualTo("138");
        assertThat(body.path("link").asText()).isEqualTo("http://127.0.0.1/a/T");
        unused = webhook.send(new Parcel(
                "other",
                List.of(),
                List.of(Requests.page("a", "other")
                        .setPurpose(DeliveryPurpose.RESOLVED)
                        .build())));
        assertThat(new ObjectMapper().readTree(bodies.get(1)).has("link")).isFalse();
    }
}
