package org.govbrain.engine.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.govbrain.engine.input.Inbound;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PlatformEvent;
import org.govbrain.schemas.json.InputNdjson;
import org.junit.jupiter.api.Test;

/** Any line of a file is an event or a dead letter with its bytes, and none ends the reading. */
class LinePropertiesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private static final List<LineDecoder<?>> DECODERS = List.of(
            new LineDecoder<>(PatrolEvent.class, "patrol.ndjson"),
            new LineDecoder<>(LinkageEvent.class, "linkage.ndjson"),
            new LineDecoder<>(PlatformEvent.class, "platform.ndjson"));

    private static void decode(byte[] line) {
        for (LineDecoder<?> decoder : DECODERS) {
            Inbound inbound = decoder.decode(line, 1);
            assertThat(inbound.heartbeat()).isNull();
        }
    }

    @Property(tries = 300, seed = "20261126")
    void anyBytesAreAnEventOrADeadLetter(@ForAll @Size(max = 100) byte[] line) {
        decode(line);
    }

    @Property(tries = 300, seed = "20261126")
    void aDamagedLineIsAnEventOrADeadLetter(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] line = InputNdjson.of(LinkageEvent.class).write(InputRecords.linkage("e", NOON));
        for (int i = 0; i <= random.nextInt(4); i++) {
            line[random.nextInt(line.length)] = (byte) "{}[]:,-\"' \\u0e9".charAt(random.nextInt(15));
        }
        decode(line);
    }

    @Test
    void deepNestingIsADeadLetter() {
        decode("[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        decode("{\"eventId\":".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    }
}
