/** The {@code brain} command itself, and what starts, stops and shows a local run. */
package org.govbrain.local.cli;
