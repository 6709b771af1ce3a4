/** {@code brain dashboards} and {@code brain campaign}: boards for Kibana, and loading the target lists of campaigns. */
package org.govbrain.local.boards;
