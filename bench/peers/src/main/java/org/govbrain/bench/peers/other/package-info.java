/** Engines beside which the accept clock is measured, and which nothing else of the product needs. */
package org.govbrain.bench.peers.other;
