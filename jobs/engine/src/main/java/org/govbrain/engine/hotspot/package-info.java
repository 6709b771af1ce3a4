/** Hotspots: what rules see in a grid at once, and what statistics see in a district when a slice of time closes. */
package org.govbrain.engine.hotspot;
