package org.govbrain.local.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.schemas.document.TargetDocument;
import org.junit.jupiter.api.Test;

class TargetListTest {
    private static final ReferenceCity CITY = ReferenceCity.generate(1);
    private static final ReferenceData DATA =
            ReferenceLoader.fromFiles(CityFiles.of(CITY)).data();
    private static final Building BUILDING = CITY.buildings().get(0);
    private static final TargetList.Campaign GARAGES =
            new TargetList.Campaign("garages", Instant.parse("2026-02-28T16:00:00Z"), null);

    private static TargetList read(String csv) {
        return TargetList.read(csv, GARAGES, DATA, 7);
    }

    @Test
    void a_row_becomes_a_target_at_the_place_of_its_building() {
        TargetList list = read("number,building,name,retired\n1," + BUILDING.buildingId() + ",东侧车库,\n2,"
                + BUILDING.buildingId() + ",,true\n");
        assertThat(list.problems()).as("problems").isEmpty();
        TargetDocument first = list.targets().get(0);
        assertThat(List.of(first.getTargetId(), first.getTargetName(), first.getBuildingId(), first.getGridId()))
                .as("who and where")
                .containsExactly("garages|1", "东侧车库", BUILDING.buildingId(), String.valueOf(BUILDING.gridId()));
        assertThat(first.getCommunityName()).as("community of its grid").endsWith("社区");
        assertThat(first.getRetired()).as("on the list").isFalse();
        assertThat(first.getRevision()).as("revision of the loading").isEqualTo(7);
        assertThat(list.targets().get(1).getTargetName())
                .as("a name of its own is optional")
                .isEqualTo(BUILDING.name());
        assertThat(list.targets().get(1).getRetired()).as("taken off the list").isTrue();
    }

    @Test
    void a_bad_list_is_refused_whole_with_every_line_and_what_was_expected() {
        TargetList list = read("number,building\n1," + BUILDING.buildingId() + "\n1,nowhere\n2\n");
        assertThat(list.targets()).as("nothing of it").isEmpty();
        assertThat(list.problems())
                .as("all of them")
                .containsExactlyInAnyOrder(
                        "line 4: 1 values; expected 2, as in the header",
                        "line 3: number \"1\"; expected one of its own, line 2 has it",
                        "line 3: building \"nowhere\"; expected one of buildings.csv");
        assertThat(read("id,house\n1,2\n").problems())
                .as("the header first")
                .containsExactly(
                        "line 1: no column number; expected number,building[,name][,retired]",
                        "line 1: no column building; expected number,building[,name][,retired]");
    }

    @Test
    void the_sample_city_has_a_list_of_1140_garages_at_its_buildings() {
        TargetList list = SampleCampaign.targets(
                CITY, DATA, Instant.parse("2026-02-28T16:00:00Z"), Instant.parse("2026-06-30T16:00:00Z"));
        assertThat(list.problems()).as("problems").isEmpty();
        assertThat(list.targets().stream().map(TargetDocument::getTargetId).distinct())
                .as("targets")
                .hasSize(SampleCampaign.GARAGES);
        assertThat(list.targets())
                .as("each at a place")
                .allSatisfy(target -> assertThat(target.getLocation()).isNotNull());
    }

    @Test
    void what_is_no_table_or_says_neither_true_nor_false_is_refused_with_what_was_expected() {
        assertThat(read("number,building\n\"1,b\n").problems())
                .as("a quote that nothing closes")
                .singleElement()
                .asString()
                .startsWith("the file is no CSV (RFC 4180): ");
        assertThat(read("number,building,retired\n1," + BUILDING.buildingId() + ",yes\n")
                        .problems())
                .as("a target that would have stayed on the list")
                .containsExactly("line 2: retired \"yes\"; expected true or false");
    }
}
