package org.govbrain.engine.stepped;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceSource;

/** Reference data that every task of a {@link SteppedJob} would read for itself, and that is read once. */
public final class SharedReference implements ReferenceSource {
    private static final long serialVersionUID = 1L;
    private static final Map<String, LoadedReference> LOADED = new ConcurrentHashMap<>();

    private final String name;

    /** Under a name that nobody else takes. */
    public SharedReference(String name, ReferenceSource of) {
        this.name = name;
        LOADED.put(name, of.load());
    }

    @Override
    public LoadedReference load() {
        return Objects.requireNonNull(LOADED.get(name), name);
    }
}
