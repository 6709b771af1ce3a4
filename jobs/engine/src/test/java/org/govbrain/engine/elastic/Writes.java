package org.govbrain.engine.elastic;

import java.nio.charset.StandardCharsets;
import org.govbrain.engine.document.DocumentWrite;

/** Documents for tests. */
final class Writes {
    private Writes() {}

    static DocumentWrite of(String id, long version) {
        return in("govbrain-cases", id, version);
    }

    static DocumentWrite in(String index, String id, long version) {
        byte[] json = ("{\"case_id\":\"" + id + "\",\"revision\":" + version + "}").getBytes(StandardCharsets.UTF_8);
        return new DocumentWrite(index, id, version, json, "govbrain.cases", 0, version, 0);
    }
}
