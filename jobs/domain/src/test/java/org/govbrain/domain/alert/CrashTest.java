package org.govbrain.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The machine is killed and goes on from an earlier state: what it had sent since is read again as receipts, what it had heard since
 * as news.
 */
class CrashTest {
    private static final int ALERTS = 4;

    private final List<Delivery> sent = new ArrayList<>();
    private final List<Object> heard = new ArrayList<>();
    /** Documents of pages as an index keeps them. */
    private final Map<String, PageRecord> pages = new TreeMap<>();

    private long now = PagingMachineTest.TEN;

    @Property(tries = 300, seed = "20261126")
    void nobodyIsToldTwiceForOneStepAndEveryoneWhoWasToldHearsOfTheEnd(
            @ForAll long seed,
            @ForAll @IntRange(max = 12) int checkpoint,
            @ForAll @IntRange(max = 8) int more,
            @ForAll boolean shuffled) {
        GroupState restored = play(seed, checkpoint);
        sent.clear();
        heard.clear();
        now = PagingMachineTest.TEN;
        play(seed, checkpoint + more);
        List<Object> since = new ArrayList<>(heard);
        since.removeIf(each -> isOf(restored, each));
        Random random = new Random(seed);
        if (shuffled) {
            Collections.shuffle(since, random);
        }
        List<Delivery> before = List.copyOf(sent);

        now += random.nextLong(600_000);
        since.forEach(each -> hear(restored, each));
        sent.clear();
        for (int i = 0; i < 5; i++) {
            now += random.nextLong(300_000);
            look(restored);
        }
        for (int number = 0; number < ALERTS; number++) {
            hear(restored, alert(number, 2, AlertState.RESOLVED));
        }
        look(restored);

        List<String> asked = Stream.concat(before.stream(), sent.stream())
                .filter(each -> each.purpose() == Purpose.PAGE)
                .map(each -> each.pageId() + " " + each.level() + " " + each.recipient())
                .toList();
        assertThat(asked).as("each level once").doesNotHaveDuplicates();
        assertThat(Stream.concat(before.stream(), sent.stream()).map(Delivery::deliveryId))
                .as("each message once")
                .doesNotHaveDuplicates();
        assertThat(persons(sent.stream().filter(each -> !each.purpose().asks())))
                .as("who hears that it is over: who was told, before and after")
                .isEqualTo(persons(Stream.concat(before.stream(), sent.stream())
                        .filter(each -> each.purpose().asks())));
        assertThat(restored.receipts).as("all receipts found their message").isEmpty();
    }

    /** The run that is restored hears that something was open, and that it is no more, at once. */
    @Property(tries = 300, seed = "20261126")
    void whoWasToldOfWhatIsOverBeforeTheNextRunLooksHearsSoAndItsDocumentSaysSo(
            @ForAll long seed, @ForAll @IntRange(max = 6) int looks, @ForAll boolean withdrawn) {
        sent.clear();
        heard.clear();
        pages.clear();
        now = PagingMachineTest.TEN;
        Random random = new Random(seed);
        GroupState killed = new GroupState();
        for (int number = 0; number < ALERTS; number++) {
            Alert alert = alert(number, 1, AlertState.OPEN);
            heard.add(alert);
            hear(killed, alert);
        }
        for (int i = 0; i <= looks; i++) {
            look(killed);
            now += random.nextInt(400_000);
        }
        List<Delivery> before = List.copyOf(sent);
        sent.clear();

        GroupState restored = new GroupState();
        AlertState end = withdrawn ? AlertState.WITHDRAWN : AlertState.RESOLVED;
        List<Object> receipts =
                new ArrayList<>(heard.stream().filter(Receipt.class::isInstance).toList());
        Collections.shuffle(receipts, random);
        List<Object> early = receipts.subList(0, random.nextInt(receipts.size() + 1));
        early.forEach(each -> hear(restored, each));
        for (int number = 0; number < ALERTS; number++) {
            hear(restored, alert(number, 1, AlertState.OPEN));
            hear(restored, alert(number, 2, end));
        }
        look(restored);
        for (Object receipt : receipts.subList(early.size(), receipts.size())) {
            hear(restored, receipt);
            look(restored);
        }

        assertThat(sent.stream().filter(each -> each.purpose().asks()))
                .as("nobody is asked any more")
                .isEmpty();
        assertThat(sent.stream().map(Delivery::deliveryId))
                .as("each message once")
                .doesNotHaveDuplicates();
        assertThat(persons(sent.stream()))
                .as("who hears that it is over: who was told by the run that was killed")
                .isEqualTo(persons(before.stream()));
        assertThat(pages.values())
                .as("the newest document of each page")
                .hasSize(ALERTS)
                .allSatisfy(page -> assertThat(page.state()).isEqualTo(withdrawn ? "withdrawn" : "resolved"));
        assertThat(restored.receipts).as("all receipts found their message").isEmpty();
    }

    /** Alerts come one after the other, and time passes; the same for equal seeds. */
    private GroupState play(long seed, int steps) {
        Random random = new Random(seed);
        GroupState group = new GroupState();
        for (int i = 0; i < steps; i++) {
            now += random.nextInt(200_000);
            if (i < ALERTS) {
                Alert alert = alert(i, 1, AlertState.OPEN);
                heard.add(alert);
                hear(group, alert);
            }
            look(group);
        }
        return group;
    }

    private void look(GroupState group) {
        Decision decision = decide(group);
        sent.addAll(decision.deliveries());
        for (Delivery each : decision.deliveries()) {
            Receipt receipt = new Receipt(
                    each.deliveryId(),
                    each.pageId(),
                    Instant.ofEpochMilli(now),
                    "inbox",
                    Receipt.State.SENT,
                    false,
                    null);
            heard.add(receipt);
            PagingMachine.hear(group, receipt);
        }
        sent.addAll(decide(group).deliveries());
    }

    private Decision decide(GroupState group) {
        Decision decision =
                PagingMachine.decide(PagingMachineTest.GROUP, group, PagingMachineTest.BOOK, Instant.ofEpochMilli(now));
        for (PageRecord line : decision.records()) {
            if (line.kind() == PageRecord.Kind.PAGE) {
                pages.merge(line.id(), line, (known, news) -> news.revision() > known.revision() ? news : known);
            }
        }
        return decision;
    }

    private static void hear(GroupState group, Object news) {
        if (news instanceof Alert alert) {
            PagingMachine.hear(PagingMachineTest.GROUP, group, alert);
        } else if (news instanceof Receipt receipt) {
            PagingMachine.hear(group, receipt);
        }
    }

    /** Whether the checkpoint knows of it. */
    private static boolean isOf(GroupState group, Object news) {
        return news instanceof Alert alert
                ? group.pages.containsKey(alert.dedupKey())
                : news instanceof Receipt receipt
                        && group.pages.values().stream()
                                .flatMap(page -> page.told.stream())
                                .anyMatch(told -> told.deliveryId().equals(receipt.deliveryId()));
    }

    private static Alert alert(int number, long revision, AlertState state) {
        return PagingMachineTest.alert("I-" + number, revision, state, number % 2 == 0, Severity.MAJOR, "accept");
    }

    private static Set<String> persons(Stream<Delivery> deliveries) {
        return deliveries
                .map(each -> each.pageId() + " " + each.recipient())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
