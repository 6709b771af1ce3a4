package org.govbrain.dashboards.kibana;

import co.elastic.clients.transport.TransportUtils;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Sends saved objects to a Kibana and reads what became of each: HTTP 200 alone says nothing. */
public final class KibanaImport {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** In no object, and the same each time. */
    private static final String BOUNDARY = "governance-brain-7d1f0c5e";

    private final HttpClient http;
    private final URI kibana;
    private final @Nullable String space;
    private final @Nullable String authorization;

    /**
     * Where to.
     *
     * @param kibana its address, with its base path if it has one
     * @param space id of a space; null for the default one
     * @throws IllegalArgumentException if credentials would go over plain HTTP to another machine, or the authority's file is no
     *     certificate
     */
    public KibanaImport(URI kibana, @Nullable String space, KibanaAccess access) {
        if (access.authorization() != null && !"https".equals(kibana.getScheme()) && !isThisMachine(kibana)) {
            throw new IllegalArgumentException(
                    "Keys and passwords go to " + kibana.getHost() + " over https only: give an https address.");
        }
        this.kibana = kibana;
        this.space = space;
        this.authorization = access.authorization();
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        if (access.authority() != null) {
            client.sslContext(believing(access.authority()));
        }
        this.http = client.build();
    }

    private static SSLContext believing(Path authority) {
        try {
            return TransportUtils.sslContextFromHttpCaCrt(authority.toFile());
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "The file " + authority + " is not there or no certificate in PEM (-----BEGIN CERTIFICATE-----).",
                    e);
        }
    }

    /**
     * What became of a file.
     *
     * @param imported objects that are there now
     * @param failures those that are not, each as a sentence with its type, id and reason
     */
    public record Outcome(int imported, List<String> failures) {
        public Outcome {
            failures = List.copyOf(failures);
        }
    }

    /** Kibana took nothing of the file; the message says why and what to do. */
    public static final class RefusedException extends IOException {
        private RefusedException(String sentence) {
            super(sentence);
        }
    }

    /**
     * Imports a file; objects of the same ids are replaced.
     *
     * @throws RefusedException if Kibana refuses it whole
     * @throws IOException if it cannot be reached
     */
    public Outcome send(String ndjson) throws IOException, InterruptedException {
        if (space != null) {
            checkThatThereIs(space);
        }
        HttpRequest.Builder request = request(inSpace("/api/saved_objects/_import?overwrite=true"))
                .header("kbn-xsrf", "true")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString("--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"boards.ndjson\"\r\n"
                        + "Content-Type: application/ndjson\r\n\r\n" + ndjson + "\r\n--" + BOUNDARY + "--\r\n"));
        HttpResponse<String> response = answer(request.build());
        JsonNode body = body(response);
        if (response.statusCode() != 200) {
            throw new RefusedException(
                    sentence(response.statusCode(), body.path("message").asText("")));
        }
        return outcome(body);
    }

    /** Kibana takes objects into a space that is not there, where nobody sees them. Who may not ask is told so by the import. */
    private void checkThatThereIs(String id) throws IOException, InterruptedException {
        HttpResponse<String> response = answer(
                request(base() + "/api/spaces/space/" + encoded(id)).GET().build());
        if (response.statusCode() == 404) {
            throw new RefusedException("There is no space " + id + " at " + kibana
                    + " (HTTP 404): create it in Stack Management, Spaces, or check the base path.");
        }
    }

    private HttpRequest.Builder request(String address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (SSLHandshakeException e) {
            throw new RefusedException("The certificate of " + kibana + " is not one to believe (" + e.getMessage()
                    + "): give the certificate of the authority that signed it with --ca, and the name that stands in it"
                    + " in the address.");
        } catch (SSLException e) {
            throw new RefusedException(kibana + " does not speak TLS (" + e.getMessage() + "): is it an http address?");
        }
    }

    private String base() {
        return kibana.toString().replaceFirst("/+$", "");
    }

    private String inSpace(String path) {
        return base() + (space == null ? "" : "/s/" + encoded(space)) + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode body(HttpResponse<String> response) throws RefusedException {
        try {
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() != 200 || body.path("success").isBoolean()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Said below: a page for people, or a proxy's.
        }
        if (response.statusCode() != 200) {
            return JSON.createObjectNode();
        }
        throw new RefusedException(kibana + " answers, and not as a Kibana does: check the address and its base path.");
    }

    private String sentence(int status, String message) {
        String said = message.isEmpty() ? "" : " It says: " + message;
        return switch (status) {
            case 400, 413 -> "Kibana does not take the file (HTTP " + status + ")." + said;
            case 401 ->
                authorization == null
                        ? "Kibana asks who this is (HTTP 401): give an API key or a user." + said
                        : "Kibana does not know this key, or this user with this password (HTTP 401): is it right, and"
                                + " still valid?" + said;
            case 403 ->
                "Kibana does not let this key or user import saved objects"
                        + (space == null ? "" : " into the space " + space)
                        + " (HTTP 403): use one with the role governance_operator." + said;
            case 404 -> "There is no such address at " + kibana + " (HTTP 404): check the base path." + said;
            case 422 -> "This Kibana is older than 8.12, the oldest that knows these boards (HTTP 422)." + said;
            case 503 -> "Kibana is not ready yet (HTTP 503): try again in a minute." + said;
            default -> "Kibana refused the file with HTTP " + status + "." + said;
        };
    }

    private static Outcome outcome(JsonNode body) {
        List<String> failures = new ArrayList<>();
        for (JsonNode failed : body.path("errors")) {
            failures.add(failed.path("type").asText() + " " + failed.path("id").asText()
                    + (failed.at("/meta/title").isTextual()
                            ? " (" + failed.at("/meta/title").asText() + ")"
                            : "")
                    + ": " + reason(failed.path("error")));
        }
        if (!body.path("success").asBoolean() && failures.isEmpty()) {
            failures.add("Kibana says that the import failed and names no object: " + body);
        }
        return new Outcome(body.path("successCount").asInt(), failures);
    }

    private static String reason(JsonNode error) {
        String type = error.path("type").asText("unknown");
        return switch (type) {
            case "missing_references" -> {
                Set<String> missing = new LinkedHashSet<>();
                error.path("references")
                        .forEach(one -> missing.add(
                                one.path("type").asText() + " " + one.path("id").asText()));
                yield "it needs " + String.join(", ", missing) + ", which is not there";
            }
            case "conflict" -> "another object has this id";
            case "ambiguous_conflict" -> "several objects come from this one; delete all but one of them";
            case "unsupported_type" -> "this Kibana does not know the type";
            default ->
                (type.equals("unknown") ? "" : type + ", ")
                        + error.path("message").asText("no reason given");
        };
    }

    private static boolean isThisMachine(URI address) {
        return List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(address.getHost()));
    }
}
