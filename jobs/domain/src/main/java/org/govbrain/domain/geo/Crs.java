package org.govbrain.domain.geo;

/** The coordinate reference systems in which Chinese sources send longitude and latitude. */
public enum Crs {
    /** What GPS gives, and what everything here is kept in. */
    WGS84,
    /** The national system of 2000. It lies within centimetres of WGS84, so it is taken as the same. */
    CGCS2000,
    /** The shifted system of Chinese map services (AMap, Tencent), up to about 700 m off. */
    GCJ02,
    /** Baidu's system: GCJ-02 shifted once more. */
    BD09
}
