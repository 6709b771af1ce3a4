package org.govbrain.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever a robot answers under HTTP 200 is a word on what became of the message. */
class AnswersFuzzTest {
    @FuzzTest(maxDuration = "3m")
    void theAnswerOfARobot(byte[] bytes) {
        assertThat(Robot.judge(new String(bytes, StandardCharsets.UTF_8))).isNotNull();
    }
}
