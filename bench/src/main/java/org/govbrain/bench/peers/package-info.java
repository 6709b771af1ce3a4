/** The accept clock alone beside what a team would write instead: equal results first, then events a second. */
package org.govbrain.bench.peers;
