package org.govbrain.domain.hotspot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.govbrain.domain.hotspot.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsOracleTest {
    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void getisOrdAgreesWithSpdepOnSixPoints() {
        JsonNode oracle = Oracle.json("gistar_pysal_6pts.json");
        double[] y = Oracle.numbers(oracle.get("y"));
        int[][] neighbours = StreamSupport.stream(oracle.get("W").spliterator(), false)
                .map(Oracle::numbers)
                .map(row ->
                        IntStream.range(0, row.length).filter(j -> row[j] > 0).toArray())
                .toArray(int[][]::new);

        assertThat(GetisOrd.giStar(y, neighbours))
                .as("Gi* with binary weights")
                .containsExactly(Oracle.numbers(oracle.get("GiStar_binary")), EXACT);
        assertThat(GetisOrd.gi(y, neighbours))
                .as("Gi with binary weights")
                .containsExactly(Oracle.numbers(oracle.get("Gi_binary")), EXACT);
    }

    @Test
    void benjaminiHochbergGivesTheAdjustedValuesOf1995() {
        JsonNode oracle = Oracle.json("bh_1995.json");
        double[] p = Oracle.numbers(oracle.get("p"));
        double[] q = FalseDiscoveryRate.benjaminiHochberg(p);

        assertThat(q).as("BH").containsExactly(Oracle.numbers(oracle.get("BH_adjusted")), EXACT);
        assertThat(FalseDiscoveryRate.benjaminiYekutieli(p))
                .as("BY")
                .containsExactly(Oracle.numbers(oracle.get("BY_adjusted")), EXACT);
        assertThat(Arrays.stream(q).filter(value -> value <= 0.05).count())
                .as("rejected at 5 %%, where Bonferroni rejects 3")
                .isEqualTo(oracle.get("reject_BH_005").asLong());
    }

    @Test
    void benjaminiHochbergKeepsTiedValuesEqual() {
        List<Map<String, String>> rows = Oracle.csv("bh_random40_with_ties.csv");
        double[] p = Oracle.column(rows, "p");

        assertThat(FalseDiscoveryRate.benjaminiHochberg(p)).as("BH").containsExactly(Oracle.column(rows, "BH"), EXACT);
        assertThat(FalseDiscoveryRate.benjaminiYekutieli(p)).as("BY").containsExactly(Oracle.column(rows, "BY"), EXACT);
    }

    @Test
    void allCasesOfTheSeventeenPatternsAreNamed() {
        JsonNode cases = Oracle.json("ehsa_category_cases.json").get("cases");
        assertThat(cases).as("cases").hasSize(28);
        for (JsonNode example : cases) {
            int[] bins = Arrays.stream(Oracle.numbers(example.get("bins")))
                    .mapToInt(bin -> (int) bin)
                    .toArray();
            EmergingPattern pattern = EmergingRules.LIST_ORDER.patternOf(
                    bins, example.get("mk_z").asDouble(), example.get("mk_p").asDouble());
            assertThat(pattern.english())
                    .as(example.get("name").asText())
                    .isEqualToIgnoringCase(example.get("expected").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ears_tiny14.csv", "ears_sparse15.csv"})
    void earsAgreesWithTheReferenceWhereItIsDefined(String name) {
        EarsOracle.check(name);
    }
}
