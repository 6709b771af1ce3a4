/** How well hotspots are found in a city of which the truth is known. */
package org.govbrain.local.hotspots;
