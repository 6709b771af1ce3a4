package org.govbrain.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that goes on from a state of before hears receipts and answers in any order with the news that they belong to. */
class AfterCrashTest {
    private static final String GROUP = PagingMachineTest.GROUP;
    private static final String KEY = "accept|I-1|1|";
    private static final String FIRST = PageId.of(GROUP, KEY, 1);
    private static final String SECOND = PageId.of(GROUP, KEY, 2);
    private static final long MINUTE_MS = 60_000;

    private final GroupState group = new GroupState();
    private long now = PagingMachineTest.TEN;

    @Test
    void anAnswerThatIsHeardBeforeItsPageStopsTheChain() {
        answer(FIRST, Answer.Action.ACK);
        receipt(FIRST, "page|1.1|grid-member-1", Receipt.State.SENT);
        alert(1, AlertState.OPEN);
        assertThat(decide()).isEmpty();
        now += 10 * MINUTE_MS;
        assertThat(decide()).as("the emergency's step is three minutes").isEmpty();
        now += 5 * MINUTE_MS;
        assertThat(decide()).containsExactly("repeat|1.2|grid-member-1");
        assertThat(group.answers).isEmpty();
    }

    @Test
    void anAnswerThatIsHeardBeforeItsEpisodeStopsItsChain() {
        alert(1, AlertState.OPEN);
        decide();
        alert(2, AlertState.RESOLVED);
        decide();
        answer(SECOND, Answer.Action.ACK);
        decide();
        alert(3, AlertState.OPEN);
        assertThat(decide()).as("told by the killed run, and acknowledged").isEmpty();
        now += 15 * MINUTE_MS;
        assertThat(decide()).as("without progress").containsExactly("page|1.1|grid-member-1");
    }

    @Test
    void anAnswerToNobodysPageIsForgottenAfterAWhile() {
        answer(FIRST, Answer.Action.ACK);
        decide();
        assertThat(group.isEmpty()).isFalse();
        now += 10 * MINUTE_MS;
        decide();
        assertThat(group.isEmpty()).isTrue();
    }

    @Test
    void aMessageThatIsKnownToHaveReachedNobodyGoesToTheNextLevelAtOnce() {
        receipt(FIRST, "page|1.1|grid-member-1", Receipt.State.FAILED);
        receipt(FIRST, "page|2.1|grid-leader-1", Receipt.State.FAILED);
        alert(1, AlertState.OPEN);
        assertThat(decide())
                .containsExactly("page|1.1|grid-member-1", "page|2.1|grid-leader-1", "page|3.1|command-room-1");
    }

    @Test
    void aReceiptThatIsHeardAfterTheAnswerTakesNothingBack() {
        alert(1, AlertState.OPEN);
        decide();
        now += 4 * MINUTE_MS;
        answer(FIRST, Answer.Action.ACK);
        decide();
        now += MINUTE_MS;
        receipt(FIRST, "page|2.1|grid-leader-1", Receipt.State.SENT);
        now += 9 * MINUTE_MS;
        assertThat(decide()).as("acknowledged for a quarter of an hour").isEmpty();
    }

    @Test
    void whatTheKilledRunSaidOfALaterEpisodeIsGoneOnWith() {
        alert(1, AlertState.OPEN);
        alert(3, AlertState.OPEN);
        receipt(FIRST, "page|1.1|grid-member-1", Receipt.State.SENT);
        receipt(SECOND, "page|1.1|grid-member-1", Receipt.State.SENT);
        answer(SECOND, Answer.Action.ACK);
        assertThat(decide()).as("the first one is over").containsExactly("resolved|1.1|grid-member-1");
        now += 10 * MINUTE_MS;
        assertThat(decide()).as("the second is acknowledged").isEmpty();
        alert(4, AlertState.RESOLVED);
        assertThat(decide()).containsExactly("resolved|1.1|grid-member-1");
        assertThat(group.receipts).isEmpty();
    }

    @Test
    void whoWasToldOfALaterEpisodeThatIsOverHearsSo() {
        alert(1, AlertState.OPEN);
        alert(4, AlertState.RESOLVED);
        receipt(SECOND, "page|1.1|grid-member-1", Receipt.State.SENT);
        assertThat(decide()).containsExactly("resolved|1.1|grid-member-1");
        assertThat(group.receipts).isEmpty();
    }

    private void alert(long revision, AlertState state) {
        PagingMachine.hear(
                GROUP, group, PagingMachineTest.alert("I-1", revision, state, true, Severity.MAJOR, "accept"));
    }

    private void answer(String pageId, Answer.Action action) {
        PagingMachine.hear(
                group, new Answer("a-" + pageId, Instant.ofEpochMilli(now), pageId, "grid-member-1", action));
    }

    private void receipt(String pageId, String step, Receipt.State state) {
        boolean last = state == Receipt.State.FAILED;
        PagingMachine.hear(
                group, new Receipt(pageId + "|" + step, pageId, Instant.ofEpochMilli(now), "inbox", state, last, null));
    }

    /** What is said, without the names of pages. */
    private List<String> decide() {
        List<String> said = new ArrayList<>();
        PagingMachine.decide(GROUP, group, PagingMachineTest.BOOK, Instant.ofEpochMilli(now))
                .deliveries()
                .forEach(each ->
                        said.add(each.deliveryId().substring(each.pageId().length() + 1)));
        return said;
    }
}
