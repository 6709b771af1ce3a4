/** What Flink's web interface on loopback refuses. */
package org.govbrain.local.guard;
