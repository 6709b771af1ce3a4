/** State on the disk whose newest part is in memory. */
package org.govbrain.engine.recent;
