package org.govbrain.local.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.server.FreePort;

/** The ports of a stack, all on loopback. */
public record Ports(
        int console,
        int flink,
        int kafka,
        int kafkaController,
        int elasticsearch,
        int elasticsearchTransport,
        int control,
        int inbox) {
    public static final int DEFAULT_BASE = 7300;

    private static final int COUNT = 8;
    private static final int HIGHEST = 65_535;

    /** What {@code --port-base} says: eight ports in a row, or with 0 any that are free. */
    public static Ports of(int base) {
        return base == 0 ? anyFree() : from(base);
    }

    /** Eight ports in a row. */
    public static Ports from(int base) {
        if (base < 1024 || base + COUNT > HIGHEST) {
            throw CommandFailure.usage("--port-base " + base + " leaves no room: choose one from 1024 to "
                    + (HIGHEST - COUNT) + ", or 0 for any free ports.");
        }
        return new Ports(base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base + 7);
    }

    /** Ports that were free a moment ago. */
    public static Ports anyFree() {
        int[] free = FreePort.find(COUNT);
        return new Ports(free[0], free[1], free[2], free[3], free[4], free[5], free[6], free[7]);
    }

    /** Each port with what it is for, in words for a person. */
    public Map<String, Integer> byUse() {
        Map<String, Integer> uses = new LinkedHashMap<>();
        uses.put("the live view", console);
        uses.put("Flink's web UI", flink);
        uses.put("Kafka", kafka);
        uses.put("Kafka's controller", kafkaController);
        uses.put("Elasticsearch", elasticsearch);
        uses.put("Elasticsearch's transport", elasticsearchTransport);
        uses.put("brain status and brain down", control);
        uses.put("the inbox", inbox);
        return uses;
    }
}
