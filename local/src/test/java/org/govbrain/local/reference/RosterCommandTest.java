package org.govbrain.local.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RosterCommandTest {
    private static final String FROM = "2026-03-04T00:00:00+08:00";

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void theReferenceCityHasNoGapInAWeek() throws IOException {
        CityFiles.write(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED), folder);
        assertThat(run("roster", "check", "--from", FROM, folder.toString()))
                .as("%s", said)
                .isEqualTo(ExitCode.OK);
        assertThat(said.toString()).contains("0 gaps, 0 people without a contact method");
    }

    @Test
    void aGapIsFoundDaysBeforeItHappensAndWhoCannotBeReached() throws IOException {
        Path roster = folder.resolve("next-week.yaml");
        Files.writeString(roster, """
                version: r1
                shifts:
                  - {shift: day, from: "08:00", to: "20:00"}
                  - {shift: night, from: "20:00", to: "08:00"}
                duties:
                  - {role: building-chief, who: LZ-1}
                  - {role: grid-member, who: WG-1}
                  - {role: grid-leader, who: WZ-1}
                  - {role: community-leader, day: SQ-1, night: SQ-2}
                  - {role: street-cadre, who: JD-1}
                  - {role: command-room, who: ZH-1}
                contacts: [inbox]
                people:
                  - {code: JD-1, contacts: []}
                leave:
                  - {who: SQ-2, from: "2026-03-08T12:00:00+08:00", to: "2026-03-10T12:00:00+08:00", reason: leave}
                """);
        assertThat(run("roster", "check", "--days", "7", "--from", FROM, roster.toString()))
                .isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString().lines())
                .contains(
                        "community-leader, the whole city: 03-08 20:00 to 03-09 08:00, no community-leader for the whole"
                                + " city: SQ-2 is on leave, nobody stands in",
                        "community-leader, the whole city: 03-09 20:00 to 03-10 08:00, no community-leader for the whole"
                                + " city: SQ-2 is on leave, nobody stands in",
                        "JD-1 has no contact method",
                        "Roster r1, 7 days: 3 gaps, 1 people without a contact method.");
    }

    @Test
    void aDutyOfAPlaceThatTheCityDoesNotHaveIsSaid() throws IOException {
        CityFiles.write(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED), folder);
        Path roster = folder.resolve("roster.yaml");
        Files.writeString(roster, Files.readString(roster).replace("grid: QL-01-02", "grid: QL-99-02"));
        assertThat(run("roster", "check", "--from", FROM, folder.toString())).isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString().lines())
                .contains("grid QL-99-02: the city has no such place, so its duty or override is never asked for")
                .anyMatch(line -> line.startsWith("grid-member, grid QL-01-02: "));
    }

    @Test
    void aBadFileIsRefusedWithItsPlace() throws IOException {
        Path roster = folder.resolve("roster.yaml");
        Files.writeString(roster, "version: r1\nduties: [{role: grid-member}]\n");
        assertThat(run("roster", "check", roster.toString())).isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString()).contains("roster.yaml, line 2, duties[0].who: missing");
    }

    private int run(String... arguments) {
        CommandLine line = Brain.commandLine();
        PrintWriter writer = new PrintWriter(said);
        return line.setOut(writer).setErr(writer).execute(arguments);
    }
}
