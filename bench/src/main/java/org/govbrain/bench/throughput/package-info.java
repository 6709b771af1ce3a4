/** How many events a second the situation job takes, against what the same engine does at best. */
package org.govbrain.bench.throughput;
