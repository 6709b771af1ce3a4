package org.govbrain.local.console;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.govbrain.local.command.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the live view. On loopback everybody on this machine; on any other address whoever shows the token, as
 * {@code Authorization: Bearer TOKEN} or by the cookie that {@code GET /?token=TOKEN} sets.
 *
 * @param address to listen on
 * @param token null on loopback alone
 * @param names under which browsers reach it; any other is refused, or a web site elsewhere could point its own name here
 */
public record ConsoleAccess(InetAddress address, @Nullable String token, Set<String> names) {
    /** Of {@code brain up}: nobody sees a token on a command line or in a shell's history. */
    public static final String TOKEN_VARIABLE = "GOVBRAIN_CONSOLE_TOKEN";

    private static final int SHORTEST_TOKEN = 20;
    private static final String COOKIE = "govbrain";
    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    public ConsoleAccess {
        names = Set.copyOf(names);
    }

    /** This machine only. */
    public static ConsoleAccess loopback() {
        return new ConsoleAccess(InetAddress.getLoopbackAddress(), null, LOCAL_NAMES);
    }

    /**
     * A given address.
     *
     * @param host address or name of this machine, or 0.0.0.0 for all of its addresses
     * @param names further names under which browsers reach it, such as that of a proxy
     * @throws CommandFailure for an address that is not this machine's, or without a good token
     */
    public static ConsoleAccess of(String host, @Nullable String token, List<String> names) {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw CommandFailure.usage("--host " + host + " is no address of this machine.");
        }
        if (address.isLoopbackAddress()) {
            return loopback();
        }
        if (token == null || token.length() < SHORTEST_TOKEN) {
            throw CommandFailure.usage(
                    "--host " + host + " is open to others: set " + TOKEN_VARIABLE + " to a secret of at least "
                            + SHORTEST_TOKEN + " characters, for example that of: openssl rand -hex 24");
        }
        Set<String> all = new HashSet<>(LOCAL_NAMES);
        all.add(host);
        all.addAll(names);
        return new ConsoleAccess(address, token, all);
    }

    /** @throws Refusal 421 for a name that is not this server's */
    void checkName(@Nullable String host) {
        if (host == null || !names.contains(host.replaceFirst(":\\d+$", ""))) {
            throw new Refusal(421, "This server does not answer to that name.");
        }
    }

    /** @throws Refusal 401 without the token, and 403 from a page of somewhere else */
    void checkCaller(Headers headers) {
        String from = headers.getFirst("Sec-Fetch-Site");
        if (from != null && !Set.of("same-origin", "none").contains(from)) {
            throw new Refusal(403, "Another site's page may not ask this server.");
        }
        if (token != null && !showsToken(headers)) {
            throw new Refusal(401, "Open this page once with ?token= and the console's token.");
        }
    }

    /** The cookie for a browser that showed the token in its address; it does not hold the token itself. */
    @Nullable
    String cookieFor(@Nullable String shown) {
        return token == null || shown == null || !isSame(shown, token)
                ? null
                : COOKIE + "=" + session(token) + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200";
    }

    private boolean showsToken(Headers headers) {
        String secret = String.valueOf(token);
        String authorization = headers.getFirst("Authorization");
        if (authorization != null && isSame(authorization, "Bearer " + secret)) {
            return true;
        }
        for (String cookies : headers.getOrDefault("Cookie", List.of())) {
            for (String cookie : cookies.split(";", -1)) {
                if (isSame(cookie.strip(), COOKIE + "=" + session(secret))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String session(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes("console|" + token));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static boolean isSame(String shown, String expected) {
        return MessageDigest.isEqual(bytes(shown), bytes(expected));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return address.getHostAddress() + (token == null ? "" : " with a token");
    }
}
