package org.govbrain.local.stack;

import java.time.Duration;
import java.util.Map;
import org.govbrain.local.console.ConsoleAccess;
import org.govbrain.local.demo.Demo;
import org.govbrain.local.pacemaker.ClockMode;
import org.govbrain.local.secure.SecureFolder;
import org.govbrain.local.server.Installation;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is to run.
 *
 * @param quiet how long the input must be silent before the data's own clock beats
 * @param checkpointInterval how often the jobs save their state
 * @param taskManagers how many processes of a Flink cluster do the jobs' work; with 0 the jobs run inside this JVM
 * @param parallelism of the jobs
 * @param city reference files by name that are loaded if none was ever loaded
 * @param demo what is played if {@code city} is its city; null for nothing
 * @param access to whom the live view answers
 * @param secrets of a stack whose servers ask for certificates and passwords; null for one that asks nobody
 */
public record StackOptions(
        Installation installation,
        StackFolder folder,
        Ports ports,
        ClockMode clock,
        Duration quiet,
        Duration checkpointInterval,
        int taskManagers,
        int parallelism,
        Map<String, byte[]> city,
        @Nullable Demo demo,
        ConsoleAccess access,
        @Nullable SecureFolder secrets) {
    private static final Duration USUAL_CHECKPOINTS = Duration.ofSeconds(10);
    private static final int USUAL_PARALLELISM = 2;

    /** As a person starts it. */
    public static StackOptions usual(
            StackFolder folder,
            Ports ports,
            ClockMode clock,
            Duration quiet,
            Map<String, byte[]> city,
            @Nullable Demo demo) {
        return new StackOptions(
                Installation.find(),
                folder,
                ports,
                clock,
                quiet,
                USUAL_CHECKPOINTS,
                0,
                USUAL_PARALLELISM,
                city,
                demo,
                ConsoleAccess.loopback(),
                null);
    }

    /** The same with another size. */
    public StackOptions withSize(int otherTaskManagers, int otherParallelism) {
        return new StackOptions(
                installation,
                folder,
                ports,
                clock,
                quiet,
                checkpointInterval,
                otherTaskManagers,
                otherParallelism,
                city,
                demo,
                access,
                secrets);
    }

    /** The same, saving its state so often. */
    public StackOptions withCheckpoints(Duration interval) {
        return new StackOptions(
                installation,
                folder,
                ports,
                clock,
                quiet,
                interval,
                taskManagers,
                parallelism,
                city,
                demo,
                access,
                secrets);
    }

    /** The same without a city to load, and nothing played. */
    public StackOptions withoutCity() {
        return new StackOptions(
                installation,
                folder,
                ports,
                clock,
                quiet,
                checkpointInterval,
                taskManagers,
                parallelism,
                Map.of(),
                null,
                access,
                secrets);
    }

    /** The same, open to these and with these secrets. */
    public StackOptions with(ConsoleAccess otherAccess, @Nullable SecureFolder otherSecrets) {
        return new StackOptions(
                installation,
                folder,
                ports,
                clock,
                quiet,
                checkpointInterval,
                taskManagers,
                parallelism,
                city,
                demo,
                otherAccess,
                otherSecrets);
    }
}
