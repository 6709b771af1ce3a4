package org.govbrain.local.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Forms as browsers post them. */
final class Forms {
    private static final int MOST_BYTES = 8_192;

    private Forms() {}

    /** Fields by name; what is longer than {@value #MOST_BYTES} bytes is cut, what is no form has no fields. */
    static Map<String, String> read(InputStream in) throws IOException {
        Map<String, String> form = new HashMap<>();
        String body = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        try {
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
        return form;
    }
}
