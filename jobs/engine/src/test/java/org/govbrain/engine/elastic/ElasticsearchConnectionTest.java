package org.govbrain.engine.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElasticsearchConnectionTest {
    private static String authorizationSeen(StubElasticsearch stub, ElasticsearchConnection connection) {
        try (BulkClient client = new BulkClient(connection.asyncClient())) {
            client.index(List.of(Writes.of("a", 1)), Instant.EPOCH)
                    .toCompletableFuture()
                    .join();
        }
        return stub.authorizations().get(0);
    }

    @Test
    void anApiKeyIsSentAndWinsOverAPassword() throws Exception {
        try (StubElasticsearch stub = new StubElasticsearch()) {
            assertThat(authorizationSeen(
                            stub, new ElasticsearchConnection(List.of(stub.url()), "a2V5", "elastic", "secret", null)))
                    .as("header of the request")
                    .isEqualTo("ApiKey a2V5");
        }
    }

    @Test
    void userAndPasswordAreSentAsBasicAuthentication() throws Exception {
        try (StubElasticsearch stub = new StubElasticsearch()) {
            assertThat(authorizationSeen(
                            stub, new ElasticsearchConnection(List.of(stub.url()), null, "elastic", "secret", null)))
                    .as("header of the request")
                    .isEqualTo("Basic ZWxhc3RpYzpzZWNyZXQ=");
        }
    }

    @Test
    void itsTextFormShowsNoSecret() {
        assertThat(new ElasticsearchConnection(List.of("https://es:9200"), "a2V5", "elastic", "secret", null))
                .as("what ends in a log")
                .hasToString("https://es:9200 with an API key");
        assertThat(new ElasticsearchConnection(List.of("https://es:9200"), null, "elastic", "secret", null))
                .as("what ends in a log")
                .hasToString("https://es:9200 as elastic");
    }

    @Test
    void anAddressWithoutASchemeIsRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> ElasticsearchConnection.of("es:9200"))
                .as("a mistake in a configuration file")
                .hasMessage("elasticsearch.urls = es:9200, expected http://host:port or https://host:port");
    }

    @Test
    void aUserWithoutAPasswordIsRefused() {
        assertThatThrownBy(() -> new ElasticsearchConnection(List.of("https://es:9200"), null, "elastic", null, null))
                .as("half of the credentials")
                .hasMessage("elasticsearch.username and elasticsearch.password come together");
    }
}
