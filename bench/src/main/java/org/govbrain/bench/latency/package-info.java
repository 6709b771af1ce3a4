/** How soon after a deadline its breach is where people see it. */
package org.govbrain.bench.latency;
