package org.govbrain.dashboards.board;

import org.govbrain.dashboards.panel.Text;

/**
 * A recipe of the cookbook.
 *
 * @param id unique, in kebab-case
 * @param title what people ask
 * @param why when one asks it, and how to read the answer
 * @param query ES|QL; {@code ?_tstart} and {@code ?_tend} are its only parameters
 */
public record Question(String id, Text title, Text why, String query) {}
