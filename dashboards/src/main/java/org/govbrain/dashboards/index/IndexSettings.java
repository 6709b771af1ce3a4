package org.govbrain.dashboards.index;

import java.util.List;

/**
 * What an installation decides about its indices.
 *
 * @param shards primary shards; fixed when an index is created
 * @param replicas copies of each shard; 0 on one node, else the cluster stays yellow
 * @param refreshInterval in Elasticsearch's own notation, for example {@code 500ms}: how soon a document is searchable
 * @param urgentRefreshInterval the same of what somebody waits for, see {@link IndexDefinition#urgent}
 */
public record IndexSettings(int shards, int replicas, String refreshInterval, String urgentRefreshInterval) {
    /** One node on one machine, where a breach must be searchable within two seconds of its deadline. */
    public static final IndexSettings LOCAL = usual(1, 0);

    /** As soon searchable as readers were promised. */
    public static IndexSettings usual(int shards, int replicas) {
        return new IndexSettings(shards, replicas, "500ms", "200ms");
    }

    public IndexSettings {
        if (shards < 1) {
            throw new IllegalArgumentException("shards = " + shards + ", expected 1 or more");
        }
        if (replicas < 0) {
            throw new IllegalArgumentException("replicas = " + replicas + ", expected 0 or more");
        }
        for (String interval : List.of(refreshInterval, urgentRefreshInterval)) {
            if (!interval.matches("\\d+(ms|s|m)")) {
                throw new IllegalArgumentException(
                        "refresh interval = " + interval + ", expected a time such as 500ms or 1s");
            }
        }
    }
}
