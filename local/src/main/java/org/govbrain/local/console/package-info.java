/**
 * The live view: a small web server on loopback that shows the boards of {@code org.govbrain.dashboards}, fed by ES|QL on
 * Elasticsearch and nothing else. A browser may only name a panel; it never sends a query.
 */
package org.govbrain.local.console;
