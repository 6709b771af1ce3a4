/**
 * What Elasticsearch is told about the documents, from one source: the Avro schemas of the document records. Index
 * templates and the data dictionary are both made from {@link org.govbrain.dashboards.index.IndexDefinition}.
 */
package org.govbrain.dashboards.index;
