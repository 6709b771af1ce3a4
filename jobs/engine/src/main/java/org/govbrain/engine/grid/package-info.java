/** The situation of each grid. */
package org.govbrain.engine.grid;
