/** {@code brain reference} and {@code brain roster}: the files of a city, read, checked and loaded. */
package org.govbrain.local.reference;
