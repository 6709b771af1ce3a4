/** Campaigns: the target lists that their boards measure. */
package org.govbrain.local.campaign;
