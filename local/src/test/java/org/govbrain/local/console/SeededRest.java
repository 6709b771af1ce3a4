package org.govbrain.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the seeded city has besides cases, breaches and grids: patrols, pages, hotspots, indicators, dead letters, targets. */
final class SeededRest {
    private static final List<String> DETECTORS = List.of("repeat-place", "ears", "gi-star", "sequence", "emerging");
    private static final List<String> ROLES =
            List.of("building-chief", "grid-member", "grid-leader", "community-leader", "street-cadre");
    private static final List<String> SKIP_REASONS = List.of("vacant", "time_passed", "no_contact", "silenced");
    private static final List<String> ANSWERED = List.of("delivered", "acknowledged", "read");

    private final Instant asOf;
    private final List<ObjectNode> grids;
    private final Map<String, List<ObjectNode>> documents = new TreeMap<>();

    SeededRest(Instant asOf, List<ObjectNode> grids) {
        this.asOf = asOf;
        this.grids = grids;
    }

    /** Documents by index. */
    Map<String, List<ObjectNode>> documents() {
        for (int i = 0; i < grids.size(); i++) {
            patrols(i);
            buildings(i);
            if (i % 23 == 0) {
                hotspot(i);
            }
            if (i % 4 == 0) {
                targets(i);
            }
            if (i < 24) {
                page(i);
                deadLetter(i);
            }
        }
        note(0);
        List.of(2, 3, 20).forEach(this::formerHotspot);
        return documents;
    }

    private ObjectNode add(String index, int grid, Instant at) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("grid_id", "grid_name", "community_id", "community_name")) {
            document.set(field, grids.get(grid).get(field));
        }
        document.put("@timestamp", at.toString()).put("revision", 1);
        documents.computeIfAbsent(index, name -> new ArrayList<>()).add(document);
        return document;
    }

    private ObjectNode addHotspot(long secondsAgo) {
        ObjectNode hotspot = add("govbrain-hotspots", 0, asOf.minusSeconds(secondsAgo));
        return hotspot.remove(List.of("grid_id", "grid_name", "community_id", "community_name"));
    }

    private void patrols(int grid) {
        List<String> kinds = List.of("check_in", "visit", "finding", "resolved_on_site", "visit", "check_out");
        for (int step = 0; step < kinds.size(); step++) {
            ObjectNode patrol = add(
                            "govbrain-patrols",
                            grid,
                            asOf.minusSeconds((grid * 977L) % 20_000 + (grid % 5) * 86_400L - step * 60L))
                    .put("patrol_id", "P" + grid + "-" + step)
                    .put("kind", kinds.get(step))
                    .put("officer_id", "WG-" + grid / 2)
                    .put("building_id", SeededCity.buildingId(grid, step % 3))
                    .put("category", grid % 8 == 0 ? "garage-misuse" : "street-stall")
                    .put("households", 3);
            patrol.set("location", grids.get(grid).get("centre"));
        }
    }

    /** How many buildings of a grid stand. */
    static int standing(int grid) {
        return grid == 1 ? 2 : 3;
    }

    /** Whether one of them has no chief. */
    static boolean lacksChief(int grid) {
        return grid % 40 == 3;
    }

    /** In how many active hotspots a grid lies: each takes its neighbour in. A cold spot is none. */
    static int activeHotspots(int grid) {
        return grid % 46 < 2 && !detector(grid - grid % 46).equals("emerging") ? 1 : 0;
    }

    /** Three buildings of a grid and the posts of who answers for them; a few buildings have no chief. */
    private void buildings(int grid) {
        for (int number = 0; number < 3; number++) {
            ObjectNode building = add("govbrain-buildings", grid, asOf.minusSeconds(86_400))
                    .put("building_id", SeededCity.buildingId(grid, number))
                    .put("building_name", "楼 " + grid + "-" + number)
                    .put("building_class", "residential")
                    .put("retired", number >= standing(grid));
            building.set("location", grids.get(grid).get("centre"));
            ObjectNode post = add("govbrain-posts", grid, asOf.minusSeconds(86_400))
                    .put("post_id", "building-chief|building|" + SeededCity.buildingId(grid, number))
                    .put("role", "building-chief")
                    .put("area_kind", "building")
                    .put("area_id", SeededCity.buildingId(grid, number))
                    .put("retired", false);
            if (!lacksChief(grid) || number > 0) {
                building.put("chief_id", "LD-" + grid + "-" + number);
                post.putArray("officer_ids").add("LD-" + grid + "-" + number);
            }
        }
        ObjectNode member = add("govbrain-posts", grid, asOf.minusSeconds(86_400))
                .put("post_id", "grid-member|grid|" + grid)
                .put("role", "grid-member")
                .put("area_kind", "grid")
                .put("retired", false);
        member.set("area_id", member.get("grid_id"));
        member.putArray("officer_ids").add("WG-" + grid / 2).add("YB-" + grid / 5);
        member.putArray("shifts").add("day: WG-" + grid / 2);
    }

    private static String detector(int grid) {
        return DETECTORS.get(grid / 23 % DETECTORS.size());
    }

    private void hotspot(int grid) {
        String detector = detector(grid);
        ObjectNode hotspot = addHotspot(600);
        hotspot.put("hotspot_id", detector + "|" + grid).put("detector", detector);
        boolean cold = detector.equals("emerging");
        hotspot.put("pattern", cold ? "persistent-cold" : "new").put("category_group", "street-order");
        hotspot.putArray("grid_ids")
                .add(grids.get(grid).get("grid_id").asText())
                .add(grids.get(grid + 1 < grids.size() ? grid + 1 : grid)
                        .get("grid_id")
                        .asText());
        hotspot.put("window_start", asOf.minusSeconds(86_400).toString()).put("window_end", asOf.toString());
        ArrayNode cases = hotspot.putArray("case_ids");
        for (int number = 0; number < 7; number++) {
            cases.add("C%04d".formatted(grid + number));
        }
        hotspot.put("observed", 7).put("expected", 2.1).put("p_value", 0.001).put("q_value", 0.01);
        hotspot.put("recurrence_days", 365).put("state", grid % 46 == 0 ? "active" : "ended");
        hotspot.put("pageable", !cold).put("withdrawn", false).put("sentence", "Seven where two are usual.");
        hotspot.put("sentence_zh", "平时两件，今有七件。");
    }

    /** One that ended long ago, of which there are two in the week before the last day. */
    private void formerHotspot(int days) {
        ObjectNode former = addHotspot(days * 86_400L);
        former.put("hotspot_id", "ears|" + days).put("detector", "ears").put("pattern", "c1");
        former.put("state", "ended").put("pageable", false).put("withdrawn", false);
    }

    /** Records on one point that no case is at. */
    private void note(int grid) {
        ObjectNode note = addHotspot(600);
        note.put("hotspot_id", "data-quality|" + grid).put("detector", "data-quality");
        note.put("pattern", "default-point").put("observed", 400).put("state", "active");
        note.put("pageable", false).put("withdrawn", false);
        note.putArray("grid_ids").add(grids.get(grid).get("grid_id").asText());
        note.put("window_start", asOf.minusSeconds(86_400).toString()).put("window_end", asOf.toString());
        note.put("sentence", "Four hundred records on one point.").put("sentence_zh", "四百条记录落在同一点位。");
    }

    private void targets(int grid) {
        for (int number = 0; number < 3; number++) {
            add("govbrain-targets", grid, asOf.minusSeconds(86_400L * 20))
                    .put("target_id", "garages|" + grid + "-" + number)
                    .put("campaign", "garages")
                    .put("target_name", "车库 " + grid + "-" + number)
                    .put("building_id", SeededCity.buildingId(grid, number / 2))
                    .put("due_at", asOf.plusSeconds(86_400L * 40).toString())
                    .put("retired", number == 2 && grid == 0);
        }
    }

    private void page(int number) {
        Instant opened = asOf.minusSeconds(1_200L + 60L * number);
        String state = number % 3 == 0 ? "open" : "acknowledged";
        ObjectNode page = add("govbrain-pages", number, opened)
                .put("page_step_id", "page-" + number)
                .put("page_id", "page-" + number)
                .put("kind", "page")
                .put("state", state)
                .put("alert_kind", "breach")
                .put("severity", "major")
                .put("emergency", number % 4 == 0)
                .put("level", 1 + number % 5)
                .put("told", 1)
                .put("opened_at", opened.toString())
                .put("next_at", asOf.plusSeconds(90).toString())
                .put("clock", "accept")
                .put("case_id", "C%04d".formatted(number))
                .put("text", "accept is late")
                .put("text_zh", "受理超时");
        if (state.equals("acknowledged")) {
            page.put("acknowledged_at", opened.plusSeconds(40).toString());
        }
        ObjectNode step = add("govbrain-pages", number, opened.plusSeconds(1));
        if (number % 6 == 5) {
            step.put("skip_reason", SKIP_REASONS.get(number / 6 % SKIP_REASONS.size()));
        }
        step.put("page_step_id", "page-" + number + "|page|1.0|WG")
                .put("page_id", "page-" + number)
                .put("kind", number % 6 == 5 ? "skip" : "step")
                .put("state", number % 6 == 5 ? "skipped" : number % 7 == 3 ? "failed" : ANSWERED.get(number % 3))
                .put("level", 1 + number % 5)
                .put("role", ROLES.get(number % 5))
                .put("officer_id", "WG-" + number)
                .put("reason", "on duty for the grid")
                .put("reason_zh", "该网格当值");
        add("govbrain-pages", number, opened.plusSeconds(2))
                .put("page_step_id", "page-" + number + "|page|1.0|WG||receipt")
                .put("page_id", "page-" + number)
                .put("kind", "receipt")
                .put("state", number % 7 == 3 ? "failed" : "delivered")
                .put("channel", "dingtalk");
    }

    private void deadLetter(int number) {
        ObjectNode letter = add("govbrain-dead-letters", number, asOf.minusSeconds(100L * number));
        for (String field : List.of("grid_name", "grid_id", "community_id", "community_name")) {
            letter.remove(field);
        }
        letter.put("dead_letter_id", "govbrain.patrol|0|" + number)
                .put("topic", "govbrain.patrol")
                .put("partition", 0)
                .put("offset", number)
                .put("reason", number % 2 == 0 ? "not-avro" : "in-the-future")
                .put("detail", "expected a record");
    }
}
