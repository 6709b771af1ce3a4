/** What only counts once event time has passed it, gathered where it is read: one record instead of many. */
package org.govbrain.engine.gather;
