package org.govbrain.local.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a city as the jobs would write them, from a seed: 170 grids, cases of thirty days with their breaches, and
 * what else the boards show. Tests count in these documents what the boards must say.
 */
public final class SeededCity {
    /** 14:20 in Shanghai on a Friday. */
    public static final Instant AS_OF = Instant.parse("2026-03-20T06:20:00Z");

    static final Instant INDEXED_AT = AS_OF.plusSeconds(1);

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Instant MIDNIGHT = Instant.parse("2026-03-19T16:00:00Z");
    private static final int COLUMNS = 17;
    private static final int ROWS = 10;
    private static final List<String> DEPARTMENTS = List.of(
            "police",
            "urban-management",
            "fire",
            "market",
            "housing",
            "health",
            "civil-affairs",
            "environment",
            "water");
    private static final List<String> GROUPS =
            List.of("city-appearance", "street-order", "emergency", "construction", "advertising", "dispute", "market");
    private static final List<String> PLATFORMS =
            List.of("comprehensive-governance", "law-enforcement", "market-regulation", "public-service");
    private static final List<String> PATTERNS = List.of(
            "new-hot", "consecutive-hot", "intensifying-hot", "persistent-hot", "sporadic-hot", "diminishing-hot");

    private final Random random = new Random(20260320);
    private final Map<String, List<ObjectNode>> documents = new LinkedHashMap<>();

    public SeededCity() {
        List<ObjectNode> cases = add("govbrain-cases");
        List<ObjectNode> breaches = add("govbrain-breaches");
        SeededCase made = new SeededCase(random, AS_OF);
        for (int i = 0; i < 900; i++) {
            int grid = (int) Math.min(169, Math.abs(random.nextGaussian()) * 60);
            Instant opened = i < 30
                    ? AS_OF.minusSeconds(random.nextInt(1500))
                    : i < 150
                            ? MIDNIGHT.plusSeconds(random.nextInt(51_600))
                            : MIDNIGHT.minus(Duration.ofMinutes(random.nextInt(30 * 1440)));
            ObjectNode matter = place(object(), grid)
                    .put("case_id", "C%04d".formatted(i))
                    .put("building_id", buildingId(grid, i % 3))
                    .put("category", i % 5 == 0 ? "garage-misuse" : "street-stall")
                    .put("category_group", GROUPS.get(random.nextInt(GROUPS.size())))
                    .put("platform", PLATFORMS.get(random.nextInt(PLATFORMS.size())))
                    .put("department_id", DEPARTMENTS.get((int) Math.min(8, Math.abs(random.nextGaussian()) * 4)));
            if (i % 17 == 1) {
                matter.putArray("flags").add("rejected");
                matter.putArray("department_ids").add("police").add("fire").add("water");
            }
            if (i % 17 == 0) {
                matter.putArray("flags").add("grid_disagrees");
                matter.putArray("links")
                        .addObject()
                        .put("case_id", "C0002")
                        .put("kind", "probable")
                        .put("score", 0.7);
            }
            made.fill(matter, opened, breaches);
            cases.add(matter);
            add("govbrain-indicators").add(SeededCase.indicators(matter));
        }
        grids(cases);
        others();
        for (int i = 0; i < cases.size(); i += 20) {
            amend(cases.get(i), "closed_at", "case", "end", i % 60 == 0);
        }
        for (int i = 0; i < breaches.size(); i += 10) {
            amend(breaches.get(i), "stopped_at", "breach", "stop", i % 30 == 0);
        }
    }

    /** What began, and what ended it if anything did; all that is news of today had not been published, the rest as it is now. */
    private void amend(ObjectNode known, String end, String began, String ended, boolean isNews) {
        amend(known, began, isNews, null);
        if (known.has(end)) {
            amend(known, ended, isNews, known.get(end).asText());
        }
    }

    private void amend(ObjectNode known, String fact, boolean isNews, @Nullable String stoppedAt) {
        List<ObjectNode> amendments = add("govbrain-amendments");
        for (String side : isNews ? List.of("is") : List.of("was", "is")) {
            ObjectNode amendment = object();
            for (String field : List.of(
                    "@timestamp",
                    "case_id",
                    "breach_id",
                    "grid_id",
                    "grid_name",
                    "community_id",
                    "community_name",
                    "category_group",
                    "urgency",
                    "owner_id")) {
                if (known.has(field)) {
                    amendment.set(field, known.get(field));
                }
            }
            if (stoppedAt != null) {
                amendment.put("stopped_at", stoppedAt);
            }
            amendments.add(amendment
                    .put("amendment_id", "A" + amendments.size())
                    .put("fact", fact)
                    .put("known_on", "2026-03-20")
                    .put("weight", side.equals("was") ? 1 : -1)
                    .put("revision", 1));
        }
    }

    static boolean isOpen(ObjectNode matter) {
        return matter.get("open").asBoolean();
    }

    static boolean isOfToday(ObjectNode matter) {
        return !Instant.parse(matter.get("opened_at").asText()).isBefore(MIDNIGHT);
    }

    /** How many documents of an index are so. */
    public long count(String index, Predicate<ObjectNode> so) {
        return documents.getOrDefault(index, List.of()).stream().filter(so).count();
    }

    /** Writes every document and makes it searchable. */
    public void writeTo(URI elasticsearch) throws IOException, InterruptedException {
        StringBuilder bulk = new StringBuilder();
        documents.forEach((index, all) -> {
            for (int i = 0; i < all.size(); i++) {
                ObjectNode document = all.get(i);
                bulk.append("{\"index\":{\"_index\":\"" + index + "\",\"_id\":\"" + i + "\"}}\n");
                bulk.append(document.deepCopy().put("indexed_at", INDEXED_AT.toString()))
                        .append('\n');
            }
        });
        HttpRequest request = HttpRequest.newBuilder(elasticsearch.resolve("/_bulk?refresh=true"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(bulk.toString()))
                .build();
        var answer = new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
        if (answer.path("errors").asBoolean(true)) {
            throw new IllegalStateException("Refused: " + answer.findValue("error"));
        }
    }

    private List<ObjectNode> add(String index) {
        return documents.computeIfAbsent(index, name -> new ArrayList<>());
    }

    private void grids(List<ObjectNode> cases) {
        double[][][] corners = corners();
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            String id = gridId(i);
            List<ObjectNode> open = cases.stream()
                    .filter(matter -> matter.get("grid_id").asText().equals(id)
                            && matter.get("open").asBoolean())
                    .toList();
            long red = open.stream().filter(matter -> light(matter, "red")).count();
            long yellow =
                    open.stream().filter(matter -> light(matter, "yellow")).count();
            ObjectNode grid = place(object(), i);
            grid.put("@timestamp", AS_OF.toString()).put("retired", false);
            grid.put("light", red > 0 ? "red" : yellow > 0 ? "yellow" : "green");
            grid.put("light_level", red > 0 ? 2 : yellow > 0 ? 1 : 0);
            grid.put("open_cases", open.size()).put("overdue_cases", red).put("warned_cases", yellow);
            grid.put(
                    "cases_today",
                    cases.stream()
                            .filter(matter -> matter.get("grid_id").asText().equals(id)
                                    && !Instant.parse(matter.get("opened_at").asText())
                                            .isBefore(MIDNIGHT))
                            .count());
            grid.put("risk", Math.min(100.0, red * 20.0 + yellow * 8.0 + open.size()));
            grid.put("buildings", SeededRest.standing(i)).put("active_hotspots", SeededRest.activeHotspots(i));
            grid.put("building_chiefs", SeededRest.standing(i) - (SeededRest.lacksChief(i) ? 1 : 0));
            if (i % 7 == 0) {
                grid.put("hotspot_pattern", PATTERNS.get(i / 7 % PATTERNS.size()));
            }
            if (i % 31 != 0) {
                grid.put(
                        "last_patrol_at",
                        AS_OF.minusSeconds(random.nextInt(200_000)).toString());
            }
            int x = i % COLUMNS;
            int y = i / COLUMNS;
            var ring = grid.putObject("boundary")
                    .put("type", "Polygon")
                    .putArray("coordinates")
                    .addArray();
            for (double[] corner : List.of(
                    corners[x][y], corners[x + 1][y], corners[x + 1][y + 1], corners[x][y + 1], corners[x][y])) {
                ring.addArray().add(corner[0]).add(corner[1]);
            }
            ObjectNode centre = grid.putObject("centre")
                    .put("lon", (corners[x][y][0] + corners[x + 1][y + 1][0]) / 2)
                    .put("lat", (corners[x][y][1] + corners[x + 1][y + 1][1]) / 2);
            open.forEach(matter -> matter.set("location", centre));
            add("govbrain-grids").add(grid);
        }
    }

    private double[][][] corners() {
        double[][][] corners = new double[COLUMNS + 1][ROWS + 1][];
        for (int x = 0; x <= COLUMNS; x++) {
            for (int y = 0; y <= ROWS; y++) {
                corners[x][y] = new double[] {
                    120.30 + x * 0.0042 + random.nextDouble() * 0.0016,
                    30.40 - y * 0.0036 + random.nextDouble() * 0.0014
                };
            }
        }
        return corners;
    }

    private void others() {
        for (String stream : List.of("patrol", "linkage110", "platform")) {
            add("govbrain-feeds")
                    .add(object().put("@timestamp", AS_OF.toString())
                            .put("feed_id", stream + "|all")
                            .put("revision", 1)
                            .put("stream", stream)
                            .put("source_system", "all")
                            .put("state", "live")
                            .put("last_event_at", AS_OF.minusSeconds(4).toString())
                            .put("last_heartbeat_at", AS_OF.toString())
                            .put("events", 1200 + random.nextInt(500))
                            .put("lag_seconds", 0.4));
        }
        // The end of a backlog that was read five hours ago; since then nothing has happened.
        add("govbrain-feeds")
                .add(object().put("@timestamp", AS_OF.toString())
                        .put("feed_id", "platform|night")
                        .put("revision", 1)
                        .put("stream", "platform")
                        .put("source_system", "night")
                        .put("state", "live")
                        .put("last_event_at", AS_OF.minusSeconds(25_200).toString())
                        .put("events", 300)
                        .put("lag_seconds", 7200.0));
        new SeededRest(AS_OF, add("govbrain-grids"))
                .documents()
                .forEach((index, all) -> add(index).addAll(all));
    }

    private ObjectNode place(ObjectNode document, int grid) {
        int community = grid % COLUMNS / 3 + grid / COLUMNS / 2 * 6;
        return document.put("grid_id", gridId(grid))
                .put("grid_name", "第%03d网格".formatted(grid + 1))
                .put("community_id", "S%02d".formatted(community + 1))
                .put("community_name", "社区%02d".formatted(community + 1))
                .put(
                        "neighbourhood_class",
                        List.of("resettlement", "old", "new").get(community % 3));
    }

    /** One of the buildings of a grid. */
    static String buildingId(int grid, int number) {
        return "B-" + gridId(grid) + "-" + number;
    }

    private static boolean light(ObjectNode matter, String light) {
        return matter.get("light").asText().equals(light);
    }

    private static String gridId(int grid) {
        return "G%03d".formatted(grid + 1);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
