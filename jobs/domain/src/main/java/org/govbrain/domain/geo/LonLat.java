package org.govbrain.domain.geo;

/** A point in degrees, east and north positive. */
public record LonLat(double lon, double lat) {}
