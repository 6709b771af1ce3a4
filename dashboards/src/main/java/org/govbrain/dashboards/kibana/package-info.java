/** Boards, lists and the cookbook as saved objects of Kibana, in NDJSON, and their import. */
package org.govbrain.dashboards.kibana;
