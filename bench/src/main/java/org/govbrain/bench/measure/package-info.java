/** Timed runs, side by side. */
package org.govbrain.bench.measure;
