package org.govbrain.dashboards.kibana;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * As whom a Kibana is asked, and whom to believe that it is the right one.
 *
 * @param authorization value of the header that says who asks; null for a Kibana without security. Never part of a message
 * @param authority certificate, in PEM, of the authority that has signed Kibana's; null for those that this machine knows
 */
public record KibanaAccess(
        @Nullable String authorization, @Nullable Path authority) {

    /** Without credentials. */
    public static KibanaAccess open() {
        return new KibanaAccess(null, null);
    }

    /** With an encoded API key. */
    public static KibanaAccess withKey(String key) {
        return new KibanaAccess("ApiKey " + key, null);
    }

    /** As a user. */
    public static KibanaAccess asUser(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new KibanaAccess("Basic " + Base64.getEncoder().encodeToString(both), null);
    }

    /** The same, believing an authority of one's own. */
    public KibanaAccess believing(@Nullable Path own) {
        return new KibanaAccess(authorization, own);
    }

    @Override
    public String toString() {
        return (authorization == null ? "without credentials" : "with credentials")
                + (authority == null ? "" : ", believing " + authority);
    }
}
