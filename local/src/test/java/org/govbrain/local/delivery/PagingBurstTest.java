package org.govbrain.local.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.govbrain.domain.geo.Grid;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.Community;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.delivery.DeliveryState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Breaches of the reference city through the paging job on Flink and the worker to robots, on a real broker, as fast as it goes. What it
 * prints is what docs/PAGING.md says; times are not judged here, since they are the machine's. By hand, on a quiet machine:
 * {@code -Dgovbrain.burst=true}.
 */
@EnabledIfSystemProperty(named = "govbrain.burst", matches = "true", disabledReason = "takes minutes and the machine")
class PagingBurstTest {
    private static final ReferenceCity CITY = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
    private static final List<Grid> GRIDS = CITY.grids().all();
    private static final String SECRET = "for tests";
    private static final Pattern CASE = Pattern.compile("案件 (\\S+?)：");

    @TempDir
    Path folder;

    private final MessageText text = new MessageText(false, request -> "http://127.0.0.1:7307/a/" + "x".repeat(110));
    private final Map<String, RobotStub> robots = new LinkedHashMap<>();
    private final Map<String, Long> writtenAt = new HashMap<>();

    @Test
    void a_thousand_breaches_in_a_minute_reach_three_robots_within_their_limits_and_none_is_lost() throws Exception {
        List<Robot.Kind> kinds = List.of(Robot.Kind.values());
        try (LivePaging live = start(3, kinds)) {
            for (int i = 0; i < 1_000; i++) {
                write(live, "B-" + i, i, i == 500 ? "urgent" : "routine");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(59));
            }
            LivePaging.await("a first message about each", () -> firstSent(live).size() == 1_000);
            Map<String, Long> first = firstSent(live);
            List<Long> waits = new ArrayList<>();
            first.forEach((id, at) -> waits.add(at - requireNonNull(writtenAt.get(id))));
            Collections.sort(waits);
            System.out.printf(
                    "1,000 breaches within %d ms; the emergency after %d ms, the others after %d (median), %d (p99), %d ms (last)%n",
                    Collections.max(writtenAt.values()) - Collections.min(writtenAt.values()),
                    requireNonNull(first.get("B-500")) - requireNonNull(writtenAt.get("B-500")),
                    waits.get(500),
                    waits.get(990),
                    waits.get(999));
            robots.forEach((name, robot) -> {
                System.out.printf(
                        "%s: %d messages, at most %d in a minute%n",
                        name, robot.times().size(), mostInAMinute(robot.times()));
                assertThat(robot.codes()).as("%s never said too fast", name).containsOnly(0);
            });
            Map<String, Integer> times = new TreeMap<>();
            for (DeliveryReceipt each : live.read(Topics.RECEIPTS)) {
                if (each.getState() == DeliveryState.SENT) {
                    times.merge(each.getDeliveryId(), 1, Integer::sum);
                }
            }
            assertThat(times.values()).as("how often each was sent").containsOnly(1);
        } finally {
            robots.values().forEach(RobotStub::close);
        }
    }

    @Test
    void how_long_a_first_page_takes() throws Exception {
        int emergencies = 240;
        try (LivePaging live = start(CITY.communities().size(), List.of(Robot.Kind.DINGTALK))) {
            for (int i = 0; i < emergencies; i++) {
                write(live, "E-" + i, i, "urgent");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(249));
            }
            Map<String, Long> shown = new HashMap<>();
            LivePaging.await("a first message about each", () -> {
                for (RobotStub robot : robots.values()) {
                    List<String> texts = robot.texts();
                    for (int i = 0; i < texts.size(); i++) {
                        Matcher matcher = CASE.matcher(texts.get(i));
                        if (matcher.find()) {
                            shown.merge(matcher.group(1), robot.times().get(i), Math::min);
                        }
                    }
                }
                return shown.keySet().equals(writtenAt.keySet());
            });
            List<Long> waits = new ArrayList<>();
            shown.forEach((id, at) -> waits.add(at - requireNonNull(writtenAt.get(id))));
            Collections.sort(waits);
            System.out.printf(
                    "%d emergencies, 4 a second, from the broker's time of the breach to a robot: %d ms median, %d p99, %d most%n",
                    emergencies,
                    waits.get(emergencies / 2),
                    waits.get(emergencies * 99 / 100),
                    waits.get(emergencies - 1));
        } finally {
            robots.values().forEach(RobotStub::close);
        }
    }

    /** Communities share so many robots; posts of a community have the same. */
    private LivePaging start(int count, List<Robot.Kind> kinds) throws Exception {
        InstantSource clock = InstantSource.system();
        Map<String, ChannelsFile.Open> channels = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Robot.Kind kind = kinds.get(i % kinds.size());
            RobotStub stub = RobotStub.start(kind, SECRET, clock);
            robots.put("robot" + i + " " + kind, stub);
            Robot robot = new Robot(kind, stub.url(), kind == Robot.Kind.WECOM ? "" : SECRET, text, Http.jdk(), clock);
            channels.put("robot" + i, new ChannelsFile.Open(Limits.robot(kind.mostBytes), robot));
        }
        LivePaging live = LivePaging.start(folder, reference(count));
        live.deliverTo(channels, text);
        return live;
    }

    private static Map<String, byte[]> reference(int count) {
        Map<String, byte[]> files = new HashMap<>(CityFiles.of(CITY));
        StringBuilder people = new StringBuilder("people:\n");
        Set<String> known = new TreeSet<>();
        int number = 0;
        for (Community community : CITY.communities()) {
            String robot = "robot" + number++ % count;
            List<String> codes = new ArrayList<>();
            community.grids().forEach(grid -> codes.add(ReferenceCity.gridMember(grid.gridId())));
            for (String post : List.of("YB-", "WZ-", "SQ-")) {
                codes.add(post + community.communityId());
            }
            codes.stream()
                    .filter(known::add)
                    .forEach(code -> people.append("  - {code: %s, contacts: [%s]}\n".formatted(code, robot)));
        }
        String roster = new String(requireNonNull(files.get("roster.yaml")), UTF_8);
        files.put("roster.yaml", (roster.replace("contacts: [inbox]", "contacts: [robot0]") + people).getBytes(UTF_8));
        return files;
    }

    private void write(LivePaging live, String id, int number, String urgency) throws Exception {
        Grid grid = GRIDS.get(number * 7 % GRIDS.size());
        String gridId = grid.gridId();
        String communityId = gridId.substring(0, gridId.lastIndexOf('-'));
        writtenAt.put(id, live.write(LivePaging.breach(id, gridId, communityId, urgency)));
    }

    /** When the first message about a case was with its robot, by the worker's receipt. */
    private static Map<String, Long> firstSent(LivePaging live) throws Exception {
        Map<String, String> cases = new HashMap<>();
        for (DeliveryRequest each : live.read(Topics.DELIVERIES)) {
            if (each.getPurpose() == DeliveryPurpose.PAGE) {
                cases.put(each.getDeliveryId(), each.getCaseIds().get(0));
            }
        }
        Map<String, Long> first = new HashMap<>();
        for (DeliveryReceipt each : live.read(Topics.RECEIPTS)) {
            String caseId = cases.get(each.getDeliveryId());
            if (caseId != null && each.getState() == DeliveryState.SENT) {
                first.merge(caseId, each.getAt().toEpochMilli(), Math::min);
            }
        }
        return first;
    }

    private static int mostInAMinute(List<Long> times) {
        int most = 0;
        for (long from : times) {
            most = Math.max(most, (int) times.stream()
                    .filter(at -> at >= from && at < from + 60_000)
                    .count());
        }
        return most;
    }
}
