package org.govbrain.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import org.govbrain.local.demo.DemoPlayer;

/**
 * Whether the sample city lives in a folder. It does if the first start on that folder was one of the sample city: a later
 * start must not play its days among the events of a user, only because an option is missing.
 */
final class SampleDays {
    private SampleDays() {}

    /**
     * What a start on a folder that it has for itself goes on with, or begins.
     *
     * @param asked whether this start asks for the sample city
     * @return whether it gets it
     */
    static boolean live(StackFolder folder, boolean asked) throws IOException {
        boolean begins = !Files.exists(folder.kafka());
        if (begins && asked) {
            DemoPlayer.begin(folder.demo(), Instant.now());
        } else if (begins) {
            Files.deleteIfExists(folder.demo());
        }
        return asked && Files.exists(folder.demo());
    }
}
