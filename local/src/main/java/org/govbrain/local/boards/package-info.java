/** {@code brain dashboards} and {@code brain campaign}: boards for Kibana, and the target lists that campaigns are about. */
package org.govbrain.local.boards;
