package org.govbrain.local.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.govbrain.local.delivery.Hmac;

/** Tokens of links: an expiry and a delivery's id, which is one person's, under an HMAC-SHA256. */
public final class SignedLink {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int LONGEST = 2_000;
    private static final int KEY_BYTES = 32;

    private final byte[] key;

    /** @param key at least 32 random bytes */
    public SignedLink(byte[] key) {
        this.key = Arrays.copyOf(key, key.length);
    }

    /**
     * With the key of a file; made when it is not there, readable by the user alone.
     *
     * @throws IOException when it can't be read or is too short to be a key
     */
    public static SignedLink of(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, key);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length < KEY_BYTES) {
            throw new IOException(
                    file + " is not a key of " + KEY_BYTES + " bytes or more: remove it, and a new one is made");
        }
        return new SignedLink(key);
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

    /** Entries by a token, under the same key. */
    Sessions sessions(String token) {
        return new Sessions(key, token);
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
