/** The {@code brain policy} command. */
package org.govbrain.local.policy;
