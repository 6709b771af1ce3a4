package org.govbrain.domain.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of pages: {@code group.hex}. Short enough for a link, equal on replay, and they say which group to ask, so an answer
 * that carries nothing else finds its page.
 */
public final class PageId {
    private static final int BYTES = 8;

    private PageId() {}

    /** The page of an alert in its group and episode. */
    public static String of(String group, String dedupKey, int episode) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((dedupKey + "#" + episode).getBytes(StandardCharsets.UTF_8));
            return group + "." + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The group of a page; the whole text when it is no page's name. */
    public static String group(String pageId) {
        int dot = pageId.lastIndexOf('.');
        return dot < 0 ? pageId : pageId.substring(0, dot);
    }
}
