package org.govbrain.local.city;

import java.util.Locale;

/** Kinds of neighbourhood in the reference city, with how densely they are built and how busy they are. */
public enum NeighbourhoodClass {
    RESETTLEMENT("安置小区", 0.30, 1.2, 1.3),
    OLD("老旧小区", 0.25, 1.5, 1.4),
    NEW("新建小区", 0.30, 0.8, 0.7),
    MIXED_COMMERCIAL("商住混合区", 0.15, 1.0, 1.7);

    private final String zh;
    private final double share;
    private final double density;
    private final double activity;

    NeighbourhoodClass(String zh, double share, double density, double activity) {
        this.zh = zh;
        this.share = share;
        this.density = density;
        this.activity = activity;
    }

    /** The word in {@code neighbourhoodClass} of grids and in documents. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static NeighbourhoodClass of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public String zh() {
        return zh;
    }

    /** Share of the communities. */
    double share() {
        return share;
    }

    /** Buildings per area, relative. */
    double density() {
        return density;
    }

    /** Matters per grid, relative. */
    public double activity() {
        return activity;
    }
}
