package org.govbrain.local.city;

import org.govbrain.schemas.input.Crs;

/** The four platforms of the reference city, each with a system of its own that gives positions in its own way. */
public enum Platform {
    ZONGZHI("综治", "Comprehensive governance", "zz-platform", Crs.WGS84),
    ZHIFA("综合执法", "Law enforcement", "zf-platform", Crs.CGCS2000),
    SHICHANG("市场监管", "Market supervision", "sc-platform", Crs.GCJ02),
    BIANMIN("便民服务", "Services for residents", "bm-platform", Crs.GCJ02);

    private final String code;
    private final String en;
    private final String sourceSystem;
    private final Crs crs;

    Platform(String code, String en, String sourceSystem, Crs crs) {
        this.code = code;
        this.en = en;
        this.sourceSystem = sourceSystem;
        this.crs = crs;
    }

    /** The word in {@code platform}. */
    public String code() {
        return code;
    }

    public String en() {
        return en;
    }

    public String sourceSystem() {
        return sourceSystem;
    }

    /** In which its positions are. */
    public Crs crs() {
        return crs;
    }
}
