package org.govbrain.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class OwnFileTest {
    @TempDir
    Path folder;

    @Test
    void a_new_folder_is_closed_to_others_and_one_that_is_there_stays_as_it_is() throws Exception {
        Path made = folder.resolve("new/stack");
        OwnFile.folder(made);
        assertThat(permissions(made)).as("topics and state lie in it").isEqualTo("rwx------");

        Path there = Files.createDirectory(
                folder.resolve("there"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        OwnFile.folder(there);
        assertThat(permissions(there))
                .as("somebody may have shared it on purpose")
                .isEqualTo("rwxr-x---");
    }

    @Test
    void what_another_program_wrote_is_closed_as_well() throws Exception {
        Path file = Files.createFile(
                folder.resolve("server.p12"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        OwnFile.keep(file);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
