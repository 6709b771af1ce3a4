package org.govbrain.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a stranger may send to the pages on which officers answer. */
class FormsFuzzTest {
    private static final byte[] KEY = new byte[32];

    @FuzzTest(maxDuration = "3m")
    void aFormAndALink(byte[] bytes) throws IOException {
        var unused = Forms.read(new ByteArrayInputStream(bytes));
        assertThat(new SignedLink(KEY).deliveryId(new String(bytes, StandardCharsets.UTF_8), 0))
                .as("delivery of a link that nobody has signed")
                .isEmpty();
    }
}
