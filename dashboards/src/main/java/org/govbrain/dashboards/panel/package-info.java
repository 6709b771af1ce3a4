/**
 * What one panel is: the question that it answers, its ES|QL query, the columns that the query gives and how they are
 * drawn, and the documents behind its numbers. The live view and Kibana are both made from it.
 */
package org.govbrain.dashboards.panel;
