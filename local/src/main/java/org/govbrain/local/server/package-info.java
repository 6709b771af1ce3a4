/** Servers in processes of their own: where their parts lie, and how one waits for them. */
package org.govbrain.local.server;
