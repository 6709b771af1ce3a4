/** What is not well with a machine or a running stack, in sentences that say what to do. */
package org.govbrain.local.doctor;
