package org.govbrain.local.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** deploy/security/kafka-acls.sh is written from the roles: run this test with {@code -Dgovbrain.write-docs=true}. */
class RightsTest {
    private static final Path COMMITTED = Path.of("../deploy/security/kafka-acls.sh");

    @Test
    void the_file_of_rights_is_that_of_the_roles() throws IOException {
        if (Boolean.getBoolean("govbrain.write-docs")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, KafkaRole.script());
        }
        assertThat(COMMITTED)
                .as("write it anew: mvn -pl local -am test -Dtest=RightsTest" + " -Dgovbrain.write-docs=true")
                .content()
                .isEqualTo(KafkaRole.script());
    }
}
