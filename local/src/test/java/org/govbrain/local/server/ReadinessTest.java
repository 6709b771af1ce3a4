package org.govbrain.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Path LOG = Path.of("logs/kafka.log");

    @Test
    void a_full_disk_is_told_since_the_log_cannot_tell_it() {
        assertThat(Readiness.room(new Disk(LOG, 3L << 20)))
                .isEqualTo(", for the disk is full: only 3 MiB are free where logs/kafka.log lies, make room");
        assertThat(Readiness.room(new Disk(LOG, 500L << 20))).isEmpty();
    }
}
