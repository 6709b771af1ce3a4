/** How many documents a second reach Elasticsearch, against its own bulk ingester. */
package org.govbrain.bench.index;
