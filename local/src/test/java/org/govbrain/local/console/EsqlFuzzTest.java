package org.govbrain.local.console;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/** Whatever answers in Elasticsearch's place is an answer, or a failure that a panel shows. */
class EsqlFuzzTest {
    @FuzzTest(maxDuration = "3m")
    void anAnswer(byte[] bytes) {
        String body = new String(bytes, StandardCharsets.UTF_8);
        for (int status : new int[] {200, 400}) {
            try {
                var unused = Esql.answer(status, body);
            } catch (Esql.QueryFailure | CompletionException e) {
                // Shown in the panel's place.
            }
        }
    }
}
