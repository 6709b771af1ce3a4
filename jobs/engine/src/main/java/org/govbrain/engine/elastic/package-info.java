/**
 * The edge to Elasticsearch: a sink on the official client's bulk API. Ids are deterministic and versions external, so
 * whatever is sent again, late or out of order ends in the same documents; nothing is ever deleted.
 */
package org.govbrain.engine.elastic;
