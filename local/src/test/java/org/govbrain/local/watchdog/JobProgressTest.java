package org.govbrain.local.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobProgressTest {
    private final JobProgress job = new JobProgress();

    @Test
    void what_is_committed_is_progress() {
        long first = job.look(5, 9, false);
        assertThat(job.look(6, 9, false)).as("it reads").isGreaterThan(first);
        assertThat(job.look(6, 9, false)).as("it stands").isEqualTo(first + 1);
    }

    @Test
    void without_heartbeats_on_purpose_a_job_that_has_nothing_to_read_does_not_stand() {
        long first = job.look(5, 9, true);
        assertThat(job.look(5, 9, true)).as("nothing came").isGreaterThan(first);
    }

    @Test
    void a_job_that_does_not_read_what_came_stands_whatever_is_withheld() {
        long first = job.look(5, 9, true);
        assertThat(job.look(5, 10, true)).as("one record came").isEqualTo(first);
        assertThat(job.look(5, 10, true)).as("and lies there").isEqualTo(first);
    }

    @Test
    void once_heartbeats_come_a_job_has_to_move() {
        long first = job.look(5, 9, true);
        assertThat(job.look(5, 9, false)).as("not withheld").isEqualTo(first);
    }
}
