package org.govbrain.local.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets by the name of an environment variable. Its value counts, else the content of the file that {@code NAME_FILE} names, as
 * containers have secrets mounted. Never shows a value.
 */
public final class Secrets {
    private static final int MOST_BYTES = 64 * 1024;

    private final Map<String, String> environment;

    public Secrets(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The value without spaces around it; empty when there is none, or when its file can't be read. */
    public Optional<String> find(String variable) {
        String value = environment.get(variable);
        String file = environment.get(variable + "_FILE");
        if (value == null && file != null) {
            try {
                Path path = Path.of(file);
                value = Files.size(path) > MOST_BYTES ? null : Files.readString(path);
            } catch (IOException | InvalidPathException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "secrets";
    }
}
