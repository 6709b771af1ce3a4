/** Puts more in order than memory holds. */
package org.govbrain.local.sort;
