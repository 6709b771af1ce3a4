package org.govbrain.local.demo;

import org.govbrain.local.city.ReferenceCity;

/**
 * What is played.
 *
 * @param speed how many times faster than real time the hours before now pass; from now on they pass as they do
 */
public record Demo(ReferenceCity city, double speed) {
    /** An hour a second: two days within a minute. */
    public static final double DEFAULT_SPEED = 3600;
}
