package org.govbrain.engine.reference;

import java.util.Arrays;
import java.util.Optional;

/** The files of which reference data consists. */
public enum ReferenceFileName {
    GRIDS("grids.geojson", false),
    BUILDINGS("buildings.csv", false),
    CALENDAR("calendar.yaml", true),
    CATEGORIES("categories.yaml", true),
    HOTSPOTS("hotspots.yaml", true),
    POLICY("policy.yaml", true),
    ROSTER("roster.yaml", false),
    PAGING("paging.yaml", true),
    SILENCES("silences.yaml", false);

    private final String fileName;
    private final boolean hasDefault;

    ReferenceFileName(String fileName, boolean hasDefault) {
        this.fileName = fileName;
        this.hasDefault = hasDefault;
    }

    /** Its name in a directory and its key in the topic. */
    public String fileName() {
        return fileName;
    }

    /** Whether the resource {@code /reference/<name>} stands in for a city that has none. */
    public boolean hasDefault() {
        return hasDefault;
    }

    public static Optional<ReferenceFileName> find(String fileName) {
        return Arrays.stream(values())
                .filter(name -> name.fileName.equals(fileName))
                .findFirst();
    }
}
