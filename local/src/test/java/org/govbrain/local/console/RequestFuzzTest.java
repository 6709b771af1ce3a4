package org.govbrain.local.console;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Whatever stands behind the question mark of an address is taken or refused with a status. */
class RequestFuzzTest {
    @FuzzTest(maxDuration = "3m")
    void theQueryOfARequest(byte[] bytes) {
        URI uri;
        try {
            uri = new URI("/api/board/overview?" + new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (URISyntaxException e) {
            // The server answers 400 before anybody is asked.
            return;
        }
        try {
            var unused = RequestQuery.of(uri, Set.of("grid_id", "category_group"));
        } catch (Refusal refusal) {
            if (refusal.status() != 400) {
                throw refusal;
            }
        }
    }
}
