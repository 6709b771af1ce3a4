/** What earlier runs of the job said last, heard again by the run that goes on from a checkpoint before it. */
package org.govbrain.engine.echo;
