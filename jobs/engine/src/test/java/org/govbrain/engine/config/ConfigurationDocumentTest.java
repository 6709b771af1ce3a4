package org.govbrain.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.govbrain.engine.reference.ReferenceFileName;
import org.junit.jupiter.api.Test;

/** docs/CONFIGURATION.md is written from the keys: run this test with {@code -Dgovbrain.write-docs=true}. */
class ConfigurationDocumentTest {

    private static final String REFERENCE = """

            # What a city says of itself

            Files of a folder, loaded with `brain reference load DIR` and changed while the jobs run. A file that is missing leaves what \
            was loaded before, or the reference city's; one that is bad is refused whole, with line, path, value and what was expected. \
            `brain reference check DIR` says the same of a folder without a stack and without a load.

            | file | sets | explained in |
            |---|---|---|
            | `grids.geojson` | grids, their communities and neighbourhood classes | [SLA.md](SLA.md) |
            | `buildings.csv` | buildings and their chiefs | [DASHBOARDS.md](DASHBOARDS.md) |
            | `categories.yaml` | groups and codes of categories, closing goals | [SLA.md](SLA.md) |
            | `policy.yaml` | `clocks`: promises, and with `per: grid` the cadence of patrols; `feeds`: how long a source may be silent; \
            `onPolicyChange`; `examples` | [SLA.md](SLA.md) |
            | `calendar.yaml` | time zone of the city, holidays by year, working hours | [SLA.md](SLA.md) |
            | `hotspots.yaml` | thresholds of the detectors, sequences, what is worth a page | [HOTSPOTS.md](HOTSPOTS.md) |
            | `roster.yaml`, `paging.yaml`, `silences.yaml` | who is told what, from which level, how fast, and when not | [PAGING.md](PAGING.md) |

            No file must be there. With `grids.geojson` alone (a `gridId` for each polygon) promises, categories, calendars and thresholds are
            the reference city's, in Beijing time; without it cases still have their clocks, and the grid that their source names. A city in
            another time zone brings `calendar.yaml`, of which `zone: Europe/Berlin` is enough if its own `categories.yaml` and `policy.yaml` name no
            calendar: the reference city's name `office-hours` and `patrol-hours`. Without `buildings.csv` repeat places are found by position, without
            `roster.yaml` no page finds a person. `brain backtest --reference DIR` tries a folder without a server.

            Indicators have no settings but the ids of clocks and the time zone: [INDICATORS.md](INDICATORS.md). How late timers fire is \
            `fire_lag_below_1s`, `…_1s_to_10s`, `…_10s_to_1m`, `…_1m_to_10m` and `…_above_10m`, counters in the metrics group `govbrain`; \
            `fire_lag_alarm` is 1 while the newest was more than ten seconds late.
            """;

    private static final Path DOCUMENT = Path.of("../../docs/CONFIGURATION.md");

    @Test
    void theDocumentSaysWhatTheKeysSay() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("govbrain.write-docs")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("mvn -pl jobs/engine -am test -Dtest=ConfigurationDocumentTest -Dgovbrain.write-docs=true")
                .isEqualTo(expected);
    }

    @Test
    void everyReferenceFileIsNamed() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(ReferenceFileName.values())
                .allSatisfy(file -> assertThat(document).as("%s", file).contains("`" + file.fileName() + "`"));
    }

    private static String document() {
        return """
                # Settings of the jobs and of the delivery worker

                A properties file, overridden by environment variables. A wrong value stops a job before it starts, with \
                every problem named.
                What starts with `kafka.property.` (or `GOVBRAIN_KAFKA_PROPERTY_`, where each `_` stands for a dot) is handed \
                to every Kafka client: `kafka.property.security.protocol = SASL_SSL`.
                A secret may stand in a file instead: the variable with `_FILE` at its end names it.

                | setting | environment | default | value | does |
                |---|---|---|---|---|
                """
                + ConfigKeys.all().stream()
                        .map(key -> "| `" + key.name() + "` | `" + key.variable() + "` | "
                                + (key.defaultText() == null ? "–" : "`" + key.defaultText() + "`") + " | "
                                + key.expected() + " | " + key.sentence() + " |\n")
                        .collect(Collectors.joining())
                + REFERENCE;
    }
}
