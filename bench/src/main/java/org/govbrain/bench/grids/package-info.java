/** What a city of many grids costs whoever loads it and finds places in it. */
package org.govbrain.bench.grids;
