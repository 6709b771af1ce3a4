package org.govbrain.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Says the versions that this build was made with, which Maven writes into {@code version.properties}. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Properties versions = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            versions.load(Objects.requireNonNull(in, "version.properties is missing from the build"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String[] {
            "Governance Brain " + versions.getProperty("brain"),
            "Flink " + versions.getProperty("flink") + ", Kafka " + versions.getProperty("kafka") + ", Elasticsearch "
                    + versions.getProperty("elasticsearch") + ", Java " + Runtime.version()
        };
    }
}
