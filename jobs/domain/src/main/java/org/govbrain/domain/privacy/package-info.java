/** What of a person a free text may say, and how it is taken out before anybody keeps or shows the text. */
package org.govbrain.domain.privacy;
