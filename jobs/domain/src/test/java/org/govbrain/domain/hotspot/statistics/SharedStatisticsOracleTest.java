package org.govbrain.domain.hotspot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.govbrain.domain.hotspot.Oracle;
import org.govbrain.domain.hotspot.statistics.SpaceTimeGetisOrd.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Oracles whose licence keeps them outside of this repository. */
@EnabledIfSystemProperty(named = "govbrain.shared", matches = ".+")
class SharedStatisticsOracleTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final int TRACTS = 168;

    @Test
    void getisOrdAgreesWithSpdepOnGuerrysDonations() {
        List<Map<String, String>> rows = Oracle.csv("gistar_guerry_donations.csv");
        int[][] neighbours =
                rows.stream().map(row -> indices(Oracle.get(row, "neighbours"))).toArray(int[][]::new);
        double[] z = GetisOrd.giStar(Oracle.column(rows, "donations"), neighbours);
        double[] p = Arrays.stream(z).map(NormalDistribution::twoSidedP).toArray();

        assertThat(z).as("donations").containsExactly(Oracle.column(rows, "GiStar_donations"), EXACT);
        assertThat(GetisOrd.giStar(Oracle.column(rows, "crime_pers"), neighbours))
                .as("crime")
                .containsExactly(Oracle.column(rows, "GiStar_crime_pers"), EXACT);
        assertThat(p).as("p").containsExactly(Oracle.column(rows, "p_two_sided"), EXACT);
        assertThat(FalseDiscoveryRate.benjaminiHochberg(p)).as("q").containsExactly(Oracle.column(rows, "p_BH"), EXACT);
    }

    @Test
    void spaceTimeGetisOrdAgreesWithBothVariantsForBoston() {
        int[][] neighbours = bostonNeighbours();
        List<Map<String, String>> rows = Oracle.csv("ehsa_boston_gistar_k1.csv");
        double[][] cube = slices(Oracle.column(rows, "value"));
        double[][] step = slices(Oracle.column(rows, "gi_star_k1"));
        double[][] entire =
                slices(Oracle.column(Oracle.csv("ehsa_boston_gistar_k1_entirecube.csv"), "gi_star_k1_entire_cube"));
        double[][] byStep = SpaceTimeGetisOrd.giStar(cube, neighbours, 1, Reference.TIME_STEP);
        double[][] byCube = SpaceTimeGetisOrd.giStar(cube, neighbours, 1, Reference.ENTIRE_CUBE);
        for (int slice = 0; slice < cube.length; slice++) {
            assertThat(byStep[slice]).as("time step, slice %d", slice).containsExactly(step[slice], EXACT);
            assertThat(byCube[slice]).as("entire cube, slice %d", slice).containsExactly(entire[slice], EXACT);
        }
    }

    @Test
    void trendsOfBostonsScoresAgree() {
        List<Map<String, String>> rows = Oracle.csv("ehsa_boston_gistar_k1.csv");
        double[][] z = slices(Oracle.column(rows, "gi_star_k1"));
        Map<String, Integer> index = new TreeMap<>();
        for (int i = 0; i < TRACTS; i++) {
            index.put(Oracle.get(rows.get(i), "region"), i);
        }
        for (Map<String, String> row : Oracle.csv("ehsa_boston_mk.csv")) {
            int tract = index.getOrDefault(Oracle.get(row, "id"), -1);
            MannKendall trend = MannKendall.of(
                    Arrays.stream(z).mapToDouble(slice -> slice[tract]).toArray());
            assertThat(trend.tau()).as("tau of %s", row).isCloseTo(Double.parseDouble(Oracle.get(row, "tau")), EXACT);
        }
    }

    @Test
    void mannKendallAgreesWithKendallsPackage() {
        Oracle.json("mann_kendall.json").properties().forEach(entry -> {
            MannKendall trend = MannKendall.of(Oracle.numbers(entry.getValue().get("x")));
            JsonNode result = entry.getValue().get("result");
            if (result == null) {
                assertThat(trend).as("all equal").isEqualTo(new MannKendall(0, 0.0, 0.0, 1.0, 0.0));
                return;
            }
            assertThat(trend.s())
                    .as("S of %s", entry.getKey())
                    .isEqualTo(result.get("S").asLong());
            assertThat(trend.variance())
                    .as("variance")
                    .isCloseTo(result.get("varS").asDouble(), EXACT);
            assertThat(trend.tau()).as("tau").isCloseTo(result.get("tau_b").asDouble(), EXACT);
            assertThat(trend.z()).as("Z").isCloseTo(result.get("Z").asDouble(), EXACT);
            assertThat(trend.p()).as("p").isCloseTo(result.get("p").asDouble(), EXACT);
        });
    }

    @Test
    void earsAlarmsOnSalmonellaOn80WeeksByTheDefinitionOfC3() {
        assertThat(EarsOracle.check("ears_salmNewport_DE_total.csv"))
                .as("weeks with C3 at or above its threshold")
                .isEqualTo(80);
    }

    @Test
    void knoxAgreesOnMeningococcalDisease() {
        JsonNode expected = Oracle.json("knox_imdepiB_expected.json");
        List<Map<String, String>> rows = Oracle.csv("knox_imdepiB_events.csv");
        double[] x = Oracle.column(rows, "x");
        double[] y = Oracle.column(rows, "y");
        double[] t = Oracle.column(rows, "t");
        double eps = expected.get("eps_s").asDouble();
        double tau = expected.get("eps_t").asDouble();
        Knox knox = Knox.of(x, y, t, eps, tau);

        assertThat(knox.closeInBoth()).as("T").isEqualTo(expected.get("T").asLong());
        assertThat(knox.pairs()).as("pairs").isEqualTo(expected.get("pairs").asLong());
        assertThat(knox.expected())
                .as("lambda")
                .isCloseTo(expected.get("lambda").asDouble(), EXACT);
        assertThat(knox.poissonP())
                .as("p")
                .isCloseTo(expected.get("p_poisson_ge").asDouble(), EXACT);
        assertThat(Knox.permutationP(x, y, t, eps, tau, 999, 1))
                .as("p by permutation, which has its own chance: 4 standard errors")
                .isCloseTo(expected.get("perm_event_p").asDouble(), within(0.035));
    }

    private static int[][] bostonNeighbours() {
        List<Map<String, String>> rows = Oracle.csv("ehsa_boston_neighbours.csv");
        int[][] neighbours = new int[rows.size()][];
        for (int i = 0; i < neighbours.length; i++) {
            int self = i;
            neighbours[i] = Arrays.stream(indices(Oracle.get(rows.get(i), "neighbours_1based_incl_self")))
                    .filter(j -> j != self)
                    .toArray();
        }
        return neighbours;
    }

    private static int[] indices(String oneBased) {
        return Arrays.stream(oneBased.split(" "))
                .mapToInt(j -> Integer.parseInt(j) - 1)
                .toArray();
    }

    private static double[][] slices(double[] column) {
        double[][] slices = new double[column.length / TRACTS][];
        for (int slice = 0; slice < slices.length; slice++) {
            slices[slice] = Arrays.copyOfRange(column, slice * TRACTS, (slice + 1) * TRACTS);
        }
        return slices;
    }
}
