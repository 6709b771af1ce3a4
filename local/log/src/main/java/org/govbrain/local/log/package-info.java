/** The log of a running stack, without personal data. */
package org.govbrain.local.log;
