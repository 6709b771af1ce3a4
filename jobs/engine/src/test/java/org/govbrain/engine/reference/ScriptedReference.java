package org.govbrain.engine.reference;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.engine.input.DeadLetter;

/** Reference data that a test publishes while an operator of the same process runs. */
public final class ScriptedReference implements ReferenceSource {
    private static final long serialVersionUID = 1L;
    private final transient HistoryBuilder builder = new HistoryBuilder();
    private transient int loads;
    private final transient List<DeadLetter> refused = new ArrayList<>();

    /** Publishes files; their texts by name. */
    public ScriptedReference publish(Instant effectiveFrom, Map<String, String> files) {
        builder.take(effectiveFrom, bytes(files));
        loads++;
        return this;
    }

    /** A policy with one clock, from the opening to the acceptance. */
    public static Map<String, String> policy(String version, String onPolicyChange, String goal) {
        return Map.of("policy.yaml", """
                version: %s
                onPolicyChange: %s
                clocks:
                  - id: accept
                    title: {en: Accepted in time, zh: 按时受理}
                    start: [RECEIVED, FINDING, REPORTED]
                    stop: [ACCEPTED]
                    goal: %s
                    severity: major
                examples:
                  - name: nobody accepts
                    case: {categoryGroup: emergency}
                    events:
                      - {at: "2026-03-04T22:00:00+08:00", kind: "linkage110:RECEIVED"}
                    steps:
                      - {asOf: "2026-03-04T22:00:00.001+08:00", breached: []}
                """.formatted(version, onPolicyChange, goal));
    }

    /** Squares of one degree, side by side from longitude 0 on. */
    public static Map<String, String> grids(String... gridIds) {
        StringBuilder features = new StringBuilder();
        for (int i = 0; i < gridIds.length; i++) {
            features.append(i == 0 ? "" : ",").append("""
                            {"type":"Feature","properties":{"gridId":"%1$s","name":"Grid %1$s"},"geometry":{"type":"Polygon",
                            "coordinates":[[[%2$d,0],[%3$d,0],[%3$d,1],[%2$d,1],[%2$d,0]]]}}""".formatted(gridIds[i], i, i + 1));
        }
        return Map.of("grids.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
    }

    /** As a reader of files takes them. */
    public static Map<String, byte[]> bytes(Map<String, String> files) {
        Map<String, byte[]> bytes = new java.util.HashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    @Override
    public LoadedReference load() {
        return builder.loaded();
    }

    @Override
    public ReferenceFollower follow() {
        return new ReferenceFollower() {
            private LoadedReference seen = builder.loaded();
            private int seenLoads = loads;

            @Override
            public LoadedReference loaded() {
                return seen;
            }

            @Override
            public boolean refresh() {
                boolean changed = seenLoads != loads;
                seenLoads = loads;
                seen = builder.loaded();
                return changed;
            }

            @Override
            public List<DeadLetter> takeRefused() {
                List<DeadLetter> taken = List.copyOf(refused);
                refused.clear();
                return taken;
            }

            @Override
            public void close() {}
        };
    }

    /** Says that something was published and refused. */
    public void refuse(DeadLetter letter) {
        refused.add(letter);
    }
}
