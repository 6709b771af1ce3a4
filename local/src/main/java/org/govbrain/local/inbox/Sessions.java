package org.govbrain.local.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.govbrain.local.delivery.Hmac;
import org.jspecify.annotations.Nullable;

/** Who has entered the token: a cookie with an expiry under an HMAC, so that nothing is kept here and a restart throws nobody out. */
final class Sessions {
    static final String COOKIE = "govbrain-entry";

    private static final Duration LIVES = Duration.ofHours(12);

    private final byte[] key;
    private final String token;

    /** @param key the key of the links */
    Sessions(byte[] key, String token) {
        this.key = Arrays.copyOf(key, key.length);
        this.token = token;
    }

    /** The value of the cookie that is given for the right token; null for another one. */
    @Nullable
    String enter(String shown, long now) {
        boolean right =
                MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        return right ? value(now + LIVES.toMillis()) : null;
    }

    /** Whether a Cookie header holds one that is ours and not too old. */
    boolean isIn(@Nullable String cookies, long now) {
        if (cookies == null) {
            return false;
        }
        for (String each : cookies.split(";", -1)) {
            String[] parts = each.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equals(COOKIE) && isValid(parts[1], now)) {
                return true;
            }
        }
        return false;
    }

    private boolean isValid(String value, long now) {
        int dot = value.indexOf('.');
        try {
            long until = Long.parseLong(value.substring(0, Math.max(0, dot)));
            return until > now
                    && MessageDigest.isEqual(
                            value.getBytes(StandardCharsets.UTF_8), value(until).getBytes(StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A new token makes every old cookie worthless. */
    private String value(long until) {
        return until + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(Hmac.of(key, "entry|" + until + "|" + token));
    }
}
