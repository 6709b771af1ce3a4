package org.govbrain.engine.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.TransportUtils;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a cluster. Its text form shows no secret.
 *
 * @param urls one or more, for example {@code https://es-1:9200}
 * @param apiKey the encoded key as Kibana shows it; wins over user and password
 * @param caCertificate PEM file of the authority that signed the cluster's certificates, if Java does not know it
 */
public record ElasticsearchConnection(
        List<String> urls,
        @Nullable String apiKey,
        @Nullable String user,
        @Nullable String password,
        @Nullable String caCertificate)
        implements Serializable {

    private static final int CONNECT_TIMEOUT_MS = 5_000;
    /** Longer than a bulk request takes on a busy cluster; without an end, a lost answer would hold documents for ever. */
    private static final int ANSWER_TIMEOUT_MS = 60_000;

    public ElasticsearchConnection {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("elasticsearch.urls is empty, expected at least one URL");
        }
        for (String url : urls) {
            if (!url.startsWith("http://") && !url.startsWith("https://")) {
                throw new IllegalArgumentException(
                        "elasticsearch.urls = " + url + ", expected http://host:port or https://host:port");
            }
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("elasticsearch.username and elasticsearch.password come together");
        }
    }

    /** A cluster that asks for no credentials, such as the local one. */
    public static ElasticsearchConnection of(String url) {
        return new ElasticsearchConnection(List.of(url), null, null, null, null);
    }

    /** The cluster that the settings name. */
    public static ElasticsearchConnection of(JobConfig config) {
        return new ElasticsearchConnection(
                config.get(ConfigKeys.ELASTICSEARCH_URLS),
                config.find(ConfigKeys.ELASTICSEARCH_API_KEY).orElse(null),
                config.find(ConfigKeys.ELASTICSEARCH_USERNAME).orElse(null),
                config.find(ConfigKeys.ELASTICSEARCH_PASSWORD).orElse(null),
                config.find(ConfigKeys.ELASTICSEARCH_CA).orElse(null));
    }

    /** A client that waits for each answer; close its transport. */
    public ElasticsearchClient client() {
        return new ElasticsearchClient(transport());
    }

    /** A client that does not wait; close its transport. */
    public ElasticsearchAsyncClient asyncClient() {
        return new ElasticsearchAsyncClient(transport());
    }

    private RestClientTransport transport() {
        RestClientBuilder builder = RestClient.builder(
                        urls.stream().map(HttpHost::create).toArray(HttpHost[]::new))
                .setRequestConfigCallback(
                        request -> request.setConnectTimeout(CONNECT_TIMEOUT_MS).setSocketTimeout(ANSWER_TIMEOUT_MS));
        @Nullable String authorization = authorization();
        if (authorization != null) {
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", authorization)});
        }
        var trusted = trusted();
        if (trusted != null) {
            builder.setHttpClientConfigCallback(http -> http.setSSLContext(trusted));
        }
        return new RestClientTransport(builder.build(), new JacksonJsonpMapper());
    }

    /** The header of that name for another client than ours; null without credentials. */
    public @Nullable String authorization() {
        if (apiKey != null) {
            return "ApiKey " + apiKey;
        }
        return user == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What is trusted instead of what Java trusts; null when that is nothing.
     *
     * @throws UncheckedIOException when the certificate can't be read
     */
    public @Nullable SSLContext trusted() {
        if (caCertificate == null) {
            return null;
        }
        try {
            return TransportUtils.sslContextFromHttpCaCrt(new File(caCertificate));
        } catch (IOException e) {
            throw new UncheckedIOException("elasticsearch.ca-certificate = " + caCertificate + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        String how = apiKey != null ? "with an API key" : user != null ? "as " + user : "without credentials";
        return String.join(", ", urls) + " " + how;
    }
}
