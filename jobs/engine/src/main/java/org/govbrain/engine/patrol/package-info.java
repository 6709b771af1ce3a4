/** How often each grid is patrolled. */
package org.govbrain.engine.patrol;
