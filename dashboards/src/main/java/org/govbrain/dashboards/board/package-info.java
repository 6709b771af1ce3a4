/** Boards: panels on a grid of 48 columns, as Kibana lays them out; read from {@code /boards/*.yaml}. */
package org.govbrain.dashboards.board;
