package org.govbrain.local.inbox;

import java.net.InetAddress;
import java.util.Optional;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * Who may open a page besides holding its link. On loopback nobody is asked. Elsewhere either a reverse proxy, which has asked for
 * the log-in, names the user in a header, and only the person that a message is for opens it; or a token is entered once.
 *
 * @param userHeader name of the proxy's header; null when there is none
 * @param token the token; null when there is none
 */
record Access(@Nullable String userHeader, @Nullable String token) {
    /** For a page on loopback. */
    static final Access OPEN = new Access(null, null);

    private static final int SHORTEST_TOKEN = 16;

    /**
     * As configured.
     *
     * @throws CommandFailure when the page could be opened by anybody from outside, or two ways in are configured
     */
    static Access of(JobConfig config, InetAddress listen) {
        Optional<String> header = config.find(ConfigKeys.DELIVERY_USER_HEADER);
        Optional<String> token = config.find(ConfigKeys.DELIVERY_TOKEN);
        String headerName = ConfigKeys.DELIVERY_USER_HEADER.name();
        String tokenName = ConfigKeys.DELIVERY_TOKEN.name();
        if (header.isPresent() && token.isPresent()) {
            throw CommandFailure.usage("Both " + headerName + " and " + tokenName + " are set: choose one.");
        }
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            throw CommandFailure.usage(tokenName + " is too short: take at least " + SHORTEST_TOKEN + " characters.");
        }
        if (!listen.isLoopbackAddress() && header.isEmpty() && token.isEmpty()) {
            throw CommandFailure.usage("The pages would be open to everybody at " + listen.getHostAddress() + ": set "
                    + tokenName + ", or " + headerName
                    + " behind a reverse proxy that asks for the log-in, or listen on"
                    + " 127.0.0.1.");
        }
        return new Access(header.orElse(null), token.orElse(null));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return userHeader != null ? "user of " + userHeader : token != null ? "token" : "open";
    }
}
