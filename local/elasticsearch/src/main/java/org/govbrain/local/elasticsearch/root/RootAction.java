package org.govbrain.local.elasticsearch.root;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.index.IndexVersion;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentBuilder;

/** The node's name and versions, in the shape that Elasticsearch's own {@code GET /} has. */
final class RootAction extends BaseRestHandler {
    private final Supplier<ClusterState> state;

    RootAction(Supplier<ClusterState> state) {
        this.state = state;
    }

    @Override
    public String getName() {
        return "govbrain_root";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        return channel -> channel.sendResponse(new RestResponse(RestStatus.OK, info(channel.newBuilder())));
    }

    private XContentBuilder info(XContentBuilder json) throws IOException {
        ClusterState now = state.get();
        Build build = Build.current();
        return json.startObject()
                .field("name", now.nodes().getLocalNode().getName())
                .field("cluster_name", now.getClusterName().value())
                .field("cluster_uuid", now.metadata().clusterUUID())
                .startObject("version")
                .field("number", build.qualifiedVersion())
                .field("build_flavor", build.flavor())
                .field("build_type", build.type().displayName())
                .field("build_hash", build.hash())
                .field("build_date", build.date())
                .field("build_snapshot", build.isSnapshot())
                .field("lucene_version", IndexVersion.current().luceneVersion().toString())
                .field("minimum_wire_compatibility_version", build.minWireCompatVersion())
                .field("minimum_index_compatibility_version", build.minIndexCompatVersion())
                .endObject()
                .field("tagline", "You Know, for Search")
                .endObject();
    }
}
