package org.govbrain.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientFileTest {
    private final Disk disk = new Disk();

    @Test
    void whatFindsNoRoomIsWrittenWhenThereIsSomeAndNothingIsTorn() throws IOException {
        try (PatientFile file = new PatientFile(disk)) {
            file.add("one\n");
            disk.room = 6;
            file.add("two\n");
            assertThat(disk.text()).as("torn for now").isEqualTo("one\ntw");
            file.add("three\n");
            disk.room = 100;
            file.add("four\n");
            assertThat(disk.text()).isEqualTo("one\ntwo\nthree\nfour\n");
        }
        assertThat(disk.closed).isTrue();
    }

    @Test
    void theEndWritesWhatStillWaits() throws IOException {
        try (PatientFile file = new PatientFile(disk)) {
            disk.room = 2;
            file.add("one\n");
            disk.room = 100;
        }
        assertThat(disk.text()).isEqualTo("one\n");
    }

    @Test
    void aDiskThatIsFullToTheEndIsTold() {
        disk.room = 2;
        PatientFile file = new PatientFile(disk);
        file.add("one\n");
        assertThatThrownBy(file::close).isInstanceOf(IOException.class).hasMessage("full");
        assertThat(disk.closed).as("closed all the same").isTrue();
    }

    @Test
    void aFileIsWrittenAnew(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("a.csv"), "of an older run\n");
        try (PatientFile file = PatientFile.create(path)) {
            file.add("héad\n");
            file.add("line\n");
        }
        assertThat(path).hasContent("héad\nline\n");
    }

    /** Takes a byte at a time, so many. */
    private static final class Disk implements PatientFile.Place {
        private final byte[] bytes = new byte[100];
        private int used;
        private int room = 100;
        private boolean closed;

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            if (position >= room) {
                throw new IOException("full");
            }
            bytes[(int) position] = from.get();
            used = Math.max(used, (int) position + 1);
            return 1;
        }

        String text() {
            return new String(bytes, 0, used, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
