/** What every subcommand of {@code brain} shares, whichever feature it belongs to. */
package org.govbrain.local.command;
