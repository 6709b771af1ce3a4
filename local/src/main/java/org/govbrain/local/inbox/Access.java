package org.govbrain.local.inbox;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * Who may open a page besides holding its link. On loopback nobody is asked. Elsewhere either a reverse proxy, which has asked for
 * the log-in, names the user in a header, and only the person that a message is for opens it; or a token is entered once.
 *
 * @param userHeader name of the proxy's header; null when there is none
 * @param postsHeader name of the header with the posts that the user holds; null where a user's name is the post's
 * @param token the token; null when there is none
 */
record Access(
        @Nullable String userHeader,
        @Nullable String postsHeader,
        @Nullable String token) {
    /** For a page on loopback. */
    static final Access OPEN = new Access(null, null, null);

    private static final int SHORTEST_TOKEN = 16;

    /**
     * As configured.
     *
     * @throws CommandFailure when the page could be opened by anybody from outside, or two ways in are configured
     */
    static Access of(JobConfig config, InetAddress listen) {
        Optional<String> header = config.find(ConfigKeys.DELIVERY_USER_HEADER);
        Optional<String> posts = config.find(ConfigKeys.DELIVERY_POSTS_HEADER);
        Optional<String> token = config.find(ConfigKeys.DELIVERY_TOKEN);
        String headerName = ConfigKeys.DELIVERY_USER_HEADER.name();
        String tokenName = ConfigKeys.DELIVERY_TOKEN.name();
        if (header.isPresent() && token.isPresent()) {
            throw CommandFailure.usage("Both " + headerName + " and " + tokenName + " are set: choose one.");
        }
        if (posts.isPresent() && header.isEmpty()) {
            throw CommandFailure.usage(ConfigKeys.DELIVERY_POSTS_HEADER.name() + " is set and " + headerName
                    + " is not: nobody says who holds the posts.");
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
        return new Access(header.orElse(null), posts.orElse(null), token.orElse(null));
    }

    /**
     * Who the proxy says has logged in; null when it does not say.
     *
     * @param headers looks a header up by its name
     */
    @Nullable
    Visitor visitor(Function<String, @Nullable String> headers) {
        String user = userHeader == null ? null : headers.apply(userHeader);
        if (user == null || user.isBlank()) {
            return null;
        }
        if (postsHeader == null) {
            return new Visitor(user, Set.of(user));
        }
        String posts = headers.apply(postsHeader);
        Set<String> codes = new HashSet<>();
        for (String code : (posts == null ? "" : posts).split(",", -1)) {
            codes.add(code.strip());
        }
        codes.remove("");
        return new Visitor(user, codes);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return userHeader != null ? "user of " + userHeader : token != null ? "token" : "open";
    }
}
