package org.govbrain.local.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.govbrain.local.delivery.Hmac;

/** Tokens of links: an expiry and a delivery's id, which is one person's, under an HMAC-SHA256. */
public final class SignedLink {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int LONGEST = 2_000;

    private final byte[] key;

    /** @param key 32 random bytes */
    public SignedLink(byte[] key) {
        this.key = Arrays.copyOf(key, key.length);
    }

    /** The token of a message until an instant in ms. */
    public String token(String deliveryId, long expiresAt) {
        String text = expiresAt + "|" + deliveryId;
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "."
                + ENCODER.encodeToString(Hmac.of(key, "link|" + text));
    }

    /** The delivery of a token; empty when it is forged or too old. */
    public Optional<String> deliveryId(String token, long now) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 2 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] shown = Base64.getUrlDecoder().decode(parts[1]);
            String text = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(shown, Hmac.of(key, "link|" + text))) {
                return Optional.empty();
            }
            int bar = text.indexOf('|');
            return Long.parseLong(text.substring(0, bar)) > now
                    ? Optional.of(text.substring(bar + 1))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a form of the page carries, so that no other site can post in the officer's name. */
    String formToken(String token) {
        return ENCODER.encodeToString(Hmac.of(key, "form|" + token));
    }

    /** Whether a form is of the page. */
    boolean isFormToken(String token, String shown) {
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), formToken(token).getBytes(StandardCharsets.UTF_8));
    }
}
