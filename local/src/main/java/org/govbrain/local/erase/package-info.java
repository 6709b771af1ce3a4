/** Takes a person out of the documents. */
package org.govbrain.local.erase;
