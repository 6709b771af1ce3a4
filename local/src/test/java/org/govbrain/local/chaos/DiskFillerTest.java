package org.govbrain.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a disk of the test's own: none is filled. */
class DiskFillerTest {
    private static final Path FOLDER = Path.of("small");

    @ParameterizedTest
    @ValueSource(longs = {1, 4_095, 1 << 20, 7_654_321})
    void itTakesTheLastByteAndWhatIsGivenBackMeanwhile(long room) throws IOException {
        Disk disk = new Disk(room);
        try (DiskFiller filler = new DiskFiller(disk)) {
            filler.fill();
            assertThat(disk.room).as("left").isZero();
            assertThat(filler.written()).isEqualTo(room);
            filler.fill();
            disk.room = 12_345;
            filler.fill();
            assertThat(disk.room).as("left").isZero();
            assertThat(filler.written()).isEqualTo(room + 12_345);
        }
        assertThat(disk.open).as("given back").isFalse();
    }

    @Test
    void whatTakesNothingFromTheBeginningIsToldAndNotTakenForFull() {
        assertThatThrownBy(() -> new DiskFiller(new Disk(0)).fill())
                .isInstanceOf(IOException.class)
                .hasMessage("No space");
    }

    @Test
    void aFileThatSomebodyClosesIsNoFullDisk() throws IOException {
        Disk disk = new Disk(10);
        DiskFiller filler = new DiskFiller(disk);
        filler.fill();
        filler.close();
        assertThatThrownBy(filler::fill).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void itsFileIsGoneAtTheEnd(@TempDir Path folder) throws IOException {
        try (DiskFiller filler = DiskFiller.create(folder.resolve("filler"))) {
            assertThat(filler.written()).isZero();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFileSystemOfLessThanEightGibibytesIsFilledAndNoOther() {
        assertThatCode(() -> DiskFiller.check(FOLDER, (8L << 30) - 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> DiskFiller.check(FOLDER, 252L << 30))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("has 252 GiB, others may need it: mount one of less than 8 GiB")
                .hasMessageContaining("mount -t tmpfs -o size=3g tmpfs DIR");
        assertThatThrownBy(() -> DiskFiller.check(FOLDER, 8L << 30)).isInstanceOf(CommandFailure.class);
    }

    @Test
    void theCommandIsRefusedBeforeAnythingStarts(@TempDir Path folder) throws IOException {
        assumeThat(Files.getFileStore(folder).getTotalSpace())
                .as("on a small one it would be filled")
                .isGreaterThanOrEqualTo(8L << 30);
        Path out = folder.resolve("out");
        StringWriter said = new StringWriter();
        int code = Brain.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute("chaos", "--seed", "1", "--only", "FILL_DISK", "--out", out.toString());
        assertThat(code).as("%s", said).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString()).contains("FILL_DISK fills the whole file system");
        try (Stream<Path> made = Files.list(out)) {
            assertThat(made).isEmpty();
        }
    }

    @Test
    void itHappensOnlyToWhoNamesIt() {
        assertThat(FaultKind.of(true)).doesNotContain(FaultKind.FILL_DISK).contains(FaultKind.KILL_TASK_MANAGER);
        assertThat(FaultKind.of(false))
                .doesNotContain(FaultKind.FILL_DISK, FaultKind.KILL_TASK_MANAGER)
                .contains(FaultKind.KILL_KAFKA);
    }

    /** Has room for so many bytes and takes a few thousand at a time. */
    private static final class Disk implements WritableByteChannel {
        private long room;
        private boolean open = true;

        Disk(long room) {
            this.room = room;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (!open) {
                throw new ClosedChannelException();
            }
            if (room == 0) {
                throw new IOException("No space");
            }
            int taken = (int) Math.min(room, Math.min(bytes.remaining(), 9_999));
            bytes.position(bytes.position() + taken);
            room -= taken;
            return taken;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
