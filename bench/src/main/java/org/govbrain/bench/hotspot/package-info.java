/** What hotspots cost. */
package org.govbrain.bench.hotspot;
