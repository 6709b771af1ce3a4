package org.govbrain.local.inbox;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Set;

/** The names by which browsers may know this server. */
final class OwnNames {
    private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]");

    private final URI publicUrl;

    OwnNames(URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** A name that leads here from elsewhere would let that page read what stands here. */
    boolean isOurs(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":\\d+$", "");
        return LOCAL.contains(name) || name.equals(publicUrl.getHost());
    }

    /** Browsers say from where a form is posted; a client that says nothing is no browser. */
    boolean isSameOrigin(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String host = exchange.getRequestHeaders().getFirst("Host");
        return origin == null
                || origin.equals(publicUrl.getScheme() + "://" + publicUrl.getRawAuthority())
                || origin.equals("http://" + host)
                || origin.equals("https://" + host);
    }
}
