package org.govbrain.dashboards.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/** Brings a cluster's templates and indices to what the schemas say; doing it again changes nothing. */
public final class IndexTemplates {
    private static final int BAD_REQUEST = 400;

    private final ElasticsearchIndicesClient cluster;
    private final IndexSettings settings;
    private final boolean geoShapeOffered;

    private IndexTemplates(ElasticsearchIndicesClient cluster, IndexSettings settings) throws IOException {
        this.cluster = cluster;
        this.settings = settings;
        this.geoShapeOffered = offersGeoShape(cluster);
    }

    /**
     * Puts every template, creates the indices that are absent and adds new fields to those that exist.
     *
     * @throws IncompatibleIndexException if an existing index has a field that cannot become what the schema says
     * @throws IOException if the cluster does not answer
     */
    public static void install(ElasticsearchClient client, IndexSettings settings) throws IOException {
        install(client, settings, IndexDefinition.ALL);
    }

    static void install(ElasticsearchClient client, IndexSettings settings, List<IndexDefinition> indices)
            throws IOException {
        IndexTemplates templates = new IndexTemplates(client.indices(), settings);
        for (IndexDefinition index : indices) {
            templates.install(index);
        }
    }

    private void install(IndexDefinition index) throws IOException {
        ObjectNode template = IndexTemplate.template(index, settings, geoShapeOffered);
        cluster.putIndexTemplate(put -> put.name(index.name()).withJson(json(template)));
        if (cluster.exists(exists -> exists.index(index.name())).value()) {
            update(index);
        } else {
            cluster.create(create -> create.index(index.name()));
        }
    }

    private void update(IndexDefinition index) throws IOException {
        ObjectNode mappings = IndexTemplate.mappings(index, geoShapeOffered);
        ObjectNode changeable = IndexTemplate.settings(index, settings);
        try {
            cluster.putMapping(put -> put.index(index.name()).withJson(json(mappings)));
        } catch (ElasticsearchException e) {
            throw e.status() == BAD_REQUEST ? new IncompatibleIndexException(index.name(), e) : e;
        }
        cluster.putSettings(put -> put.index(index.name()).withJson(json(changeable)));
    }

    /** Asks by trying: which mappers a cluster has depends on its modules and licence, and no version tells. */
    private static boolean offersGeoShape(ElasticsearchIndicesClient cluster) throws IOException {
        String trial = "{\"index_patterns\":[\"govbrain-trial\"],\"priority\":1000,\"template\":{\"mappings\":"
                + "{\"properties\":{\"boundary\":{\"type\":\"geo_shape\"}}}}}";
        try {
            cluster.simulateTemplate(simulate -> simulate.withJson(new StringReader(trial)));
            return true;
        } catch (ElasticsearchException e) {
            if (e.status() == BAD_REQUEST) {
                return false;
            }
            throw e;
        }
    }

    private static StringReader json(ObjectNode body) {
        return new StringReader(body.toString());
    }
}
