package org.govbrain.dashboards.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {
    private static final Path COMMITTED = Path.of("..", "docs", "DATA.md");

    @Test
    void theCommittedDictionaryIsWhatTheSchemasSay() throws IOException {
        String generated = DataDictionary.markdown(IndexDefinition.ALL);
        if (Boolean.getBoolean("govbrain.write-docs")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, generated);
        }
        assertThat(COMMITTED)
                .as("docs/DATA.md is generated; write it anew with: mvn -pl dashboards -am test"
                        + " -Dtest=DataDictionaryTest -Dgovbrain.write-docs=true")
                .content()
                .isEqualTo(generated);
    }
}
