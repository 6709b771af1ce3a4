/** The inbox of the local run and the page behind a message's signed link, on which an officer answers. */
package org.govbrain.local.inbox;
