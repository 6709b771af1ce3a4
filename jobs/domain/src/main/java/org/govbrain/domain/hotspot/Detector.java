package org.govbrain.domain.hotspot;

/** What finds hotspots. {@link #id()} is the word in documents. */
public enum Detector {
    REPEAT_PLACE("repeat-place", Identity.SUBJECT),
    REPEAT_NEARBY("repeat-nearby", Identity.CASES),
    SEQUENCE("sequence", Identity.SUBJECT),
    EARS("ears", Identity.SUBJECT),
    CUSUM("cusum", Identity.SUBJECT),
    GETIS_ORD("gi-star", Identity.SUBJECT),
    EMERGING("emerging", Identity.SUBJECT),
    SCAN_PERMUTATION("scan-permutation", Identity.GRIDS),
    SCAN_EFFORT("scan-effort", Identity.GRIDS),
    SCAN_HOURLY("scan-hourly", Identity.GRIDS),
    NEAR_REPEAT("near-repeat", Identity.SUBJECT),
    DATA_QUALITY("data-quality", Identity.SUBJECT);

    /** When two findings of consecutive looks are one hotspot. */
    public enum Identity {
        /** Same subject. */
        SUBJECT,
        /** Same group, at least half of the grids of both in common, and overlapping windows. */
        GRIDS,
        /** Same grids and at least half of the cases of both in common. */
        CASES
    }

    /** Changes whenever a detector's numbers can differ for the same cases. */
    public static final String VERSION = "2";

    private final String id;
    private final Identity identity;

    Detector(String id, Identity identity) {
        this.id = id;
        this.identity = identity;
    }

    public String id() {
        return id;
    }

    public Identity identity() {
        return identity;
    }
}
