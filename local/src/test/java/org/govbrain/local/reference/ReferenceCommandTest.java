package org.govbrain.local.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReferenceCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void a_sound_folder_is_said_to_be_sound_without_a_stack() throws IOException {
        CityFiles.write(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED), folder);
        assertThat(check()).as("%s", said).isEqualTo(ExitCode.OK);
        assertThat(said.toString()).contains("grids.geojson", " can be loaded: ", " grids, ");
    }

    @Test
    void what_is_wrong_is_told_with_its_place() throws IOException {
        CityFiles.write(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED), folder);
        Files.writeString(folder.resolve("buildings.csv"), "name\nNorth Tower\n");
        assertThat(check()).isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString()).contains("brain: These files can't be loaded.\nbuildings.csv, line 1");
    }

    @Test
    void a_file_that_the_topic_would_refuse_is_refused_here() throws IOException {
        CityFiles.write(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED), folder);
        Path grids = folder.resolve("grids.geojson");
        // Six bits a letter, which cannot be packed any smaller: 18 million of 24.
        Random random = new Random(1);
        StringBuilder some = new StringBuilder();
        for (int i = 0; i < 24_000_000; i++) {
            char letter = (char) ('A' + random.nextInt(64));
            some.append(i % 1_000_000 > 0 ? "" : i > 0 ? "\",\"" : "\"").append(letter == '\\' ? '!' : letter);
        }
        Files.writeString(grids, Files.readString(grids).replaceFirst("\\{", "{\"notes\": [" + some + "\"],"));
        assertThat(check()).isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString()).contains("grids.geojson, whole file: ", "bytes when packed; expected at most ");
    }

    @Test
    void a_folder_without_such_files_is_a_wrong_command_line() {
        assertThat(check()).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString()).contains("There is no reference file in " + folder);
    }

    private int check() {
        CommandLine line = Brain.commandLine();
        return line.setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute("reference", "check", folder.toString());
    }
}
