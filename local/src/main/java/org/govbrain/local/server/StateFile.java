package org.govbrain.local.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;
import org.govbrain.local.command.CommandFailure;

/** Reads the small JSON files in which a stack remembers something: an object of at most 1 MiB. */
public final class StateFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateFile() {}

    /** Makes something of the object that a file is. */
    public interface Form<T> {
        /**
         * @throws IllegalArgumentException or {@link DateTimeException}, when it can't
         * @throws JsonProcessingException likewise
         */
        T of(JsonNode object) throws JsonProcessingException;
    }

    /**
     * What stands in a file; empty when it is not there.
     *
     * @param remedy what to do when it can't be read: {@code delete it and …}
     * @throws CommandFailure when it can't be read; a full disk cuts it short, and people edit it
     */
    public static <T> Optional<T> read(Path file, Form<T> form, String remedy) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String where = "";
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            JsonNode root = bytes.length > MOST_BYTES ? JSON.missingNode() : JSON.readTree(bytes);
            if (root.isObject()) {
                return Optional.of(form.of(root));
            }
        } catch (JsonProcessingException e) {
            where = e.getLocation() == null
                    ? ""
                    : " from line " + e.getLocation().getLineNr();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // Said below: what stands there is ours, and of no use to a person.
        }
        throw CommandFailure.environment(
                "The file " + file + " cannot be read" + where + ", as it was written; " + remedy + ".");
    }
}
