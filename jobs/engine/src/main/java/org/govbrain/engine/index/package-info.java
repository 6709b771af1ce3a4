/** The index job: every document topic into Elasticsearch. */
package org.govbrain.engine.index;
