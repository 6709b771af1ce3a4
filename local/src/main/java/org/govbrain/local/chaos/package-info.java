/** Breaks a running stack in every way that we know of, and compares what it ends with. */
package org.govbrain.local.chaos;
