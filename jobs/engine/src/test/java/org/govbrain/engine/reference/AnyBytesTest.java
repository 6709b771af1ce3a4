package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reference files are loaded when a job starts: a file that threw anything else than its problems would stop it for good. */
class AnyBytesTest {

    /** Loads or is refused with sentences; anything else fails the test by its own exception. */
    private static void load(ReferenceFileName name, byte[] bytes) {
        try {
            ReferenceLoader.fromFiles(Map.of(name.fileName(), bytes));
        } catch (ReferenceException refused) {
            assertThat(refused.problems()).as("why %s is refused", name).isNotEmpty();
        }
    }

    @Property(tries = 200, seed = "20261126")
    void anyBytesAreLoadedOrRefused(@ForAll ReferenceFileName name, @ForAll @Size(max = 200) byte[] bytes) {
        load(name, bytes);
    }

    @Property(tries = 60, seed = "20261126")
    void aDamagedFileIsLoadedOrRefused(@ForAll ReferenceFileName name, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = good(name);
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) "{}[]:,-\"' \n0x".charAt(random.nextInt(13));
        }
        load(name, bytes);
    }

    @ParameterizedTest
    @EnumSource(ReferenceFileName.class)
    void deepNestingIsRefused(ReferenceFileName name) {
        load(name, "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        load(name, "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        load(name, "{a: ".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    }

    /** A file of that name; of one that the test city lacks, another YAML, since damaged it is as bad. */
    private static byte[] good(ReferenceFileName name) {
        String path = switch (name) {
            case GRIDS, BUILDINGS -> "/reference/city/" + name.fileName();
            default -> "/reference/" + (name.hasDefault() ? name.fileName() : "paging.yaml");
        };
        try (InputStream in = Objects.requireNonNull(AnyBytesTest.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
