package org.govbrain.scenarios.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.index.IndexJob;
import org.govbrain.engine.paging.PagingJob;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.situation.SituationJob;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The graph of each job, as savepoints know it. */
class TopologyTest {
    private static final Path FILES = Path.of("src/test/resources/topology");
    /** Shows which operators take the job's parallelism and which a fixed one. */
    private static final int PARALLELISM = 64;

    private static final JobConfig SETTINGS = JobConfig.of(Map.of(
            "kafka.bootstrap-servers", "localhost:9",
            "elasticsearch.urls", "http://localhost:9",
            "elasticsearch.username", "elastic",
            "elasticsearch.password", "secret",
            "parallelism", String.valueOf(PARALLELISM)));

    private static final String ONE_GRID = """
            {"type": "FeatureCollection", "features": [{"type": "Feature",
              "properties": {"gridId": "G1", "name": "G1"},
              "geometry": {"type": "Polygon", "coordinates": [[[116,39],[117,39],[117,40],[116,40],[116,39]]]}}]}""";

    /** One line per job. */
    private enum Job {
        SITUATION(SituationJob.config(SETTINGS)) {
            @Override
            void draw(StreamExecutionEnvironment env) {
                byte[] grids = ONE_GRID.getBytes(StandardCharsets.UTF_8);
                SituationJob.build(env, SETTINGS, FixedReferenceSource.of(Map.of("grids.geojson", grids)));
            }
        },
        PAGING(PagingJob.config(SETTINGS)) {
            @Override
            void draw(StreamExecutionEnvironment env) {
                PagingJob.build(env, SETTINGS);
            }
        },
        INDEX(IndexJob.config(SETTINGS)) {
            @Override
            void draw(StreamExecutionEnvironment env) {
                IndexJob.build(env, SETTINGS);
            }
        };

        @SuppressWarnings("ImmutableEnumChecker") // read only
        private final Configuration config;

        Job(Configuration config) {
            this.config = config;
        }

        abstract void draw(StreamExecutionEnvironment env);

        Path file() {
            return FILES.resolve(name().toLowerCase(Locale.ROOT) + ".txt");
        }
    }

    static Stream<Job> jobs() {
        return Stream.of(Job.values());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void theGraphIsTheOneThatSavepointsKnow(Job job) throws IOException {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(job.config);
        job.draw(env);
        String topology = text(env.getStreamGraph());
        if (Boolean.getBoolean("govbrain.write-topology")) {
            Files.createDirectories(FILES);
            Files.writeString(job.file(), topology);
        }
        assertThat(job.file())
                .as("the graph changed. A changed uid loses state: if it must be, say so in CHANGELOG.md."
                        + " Write the file anew with: mvn -pl jobs/scenarios -am test -Dtest=TopologyTest"
                        + " -Dgovbrain.write-topology=true")
                .content()
                .isEqualTo(topology);
    }

    /** A paragraph per operator, sorted by uid, so that two people's changes rarely touch the same line. */
    private static String text(StreamGraph graph) {
        return graph.getStreamNodes().stream()
                .map(node -> describe(node, graph))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String describe(StreamNode node, StreamGraph graph) {
        String parallelism = node.getParallelism() == PARALLELISM ? "as the job" : "" + node.getParallelism();
        String inputs = node.getInEdges().stream()
                .map(edge -> "  from " + input(edge, graph) + "\n")
                .sorted()
                .collect(Collectors.joining());
        return node.getTransformationUID() + "\n  name " + node.getOperatorName() + "\n  parallelism " + parallelism
                + "\n" + inputs;
    }

    private static String input(StreamEdge edge, StreamGraph graph) {
        String side = edge.getOutputTag() == null
                ? ""
                : " aside " + edge.getOutputTag().getId();
        return graph.getStreamNode(edge.getSourceId()).getTransformationUID() + side + " by "
                + edge.getPartitioner().toString().toLowerCase(Locale.ROOT);
    }
}
