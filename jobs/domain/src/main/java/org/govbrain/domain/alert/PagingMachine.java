package org.govbrain.domain.alert;

import java.time.Instant;

/**
 * The pages of one group as a pure state machine: what is heard goes into the state, and {@link #decide} says what is to be
 * done at an instant. What was heard is kept so that its order of arrival does not matter; what was sent is a fact, is
 * never sent again, and is the only thing in which two orders of arrival can differ.
 */
public final class PagingMachine {
    private PagingMachine() {}

    /** Takes in a revision of an alert; false when it is no news. */
    public static boolean hear(String groupKey, GroupState group, Alert alert) {
        PageState page = group.pages.get(alert.dedupKey());
        if (page == null) {
            // It stays until it has been paged again: if it never is, the number would be used twice.
            GroupState.Ended before = group.ended.get(alert.dedupKey());
            group.pages.put(alert.dedupKey(), new PageState(groupKey, alert, before == null ? 1 : before.episode + 1));
            return true;
        }
        boolean opens = alert.isOpen() && !page.wasOpen;
        page.wasOpen |= opens;
        if (alert.revision() <= page.alert.revision()) {
            return opens;
        }
        page.alert = alert;
        return true;
    }

    /** Takes in an answer; false when it was heard before or its page is one of former times. Of a page that is not known it waits. */
    public static boolean hear(GroupState group, Answer answer) {
        PageState page = group.find(answer.pageId());
        if (page != null) {
            return Answer.add(page.answers, answer);
        }
        return !group.over.containsKey(answer.pageId()) && Answer.add(group.answers, answer);
    }

    /** Takes in a receipt; false when the very receipt waits already. */
    public static boolean hear(GroupState group, Receipt receipt) {
        return !group.receipts.contains(receipt) && group.receipts.add(receipt);
    }

    /** What is to be done at {@code now}; the clock of a group never goes back. */
    public static Decision decide(String groupKey, GroupState group, PagingBook book, Instant now) {
        group.clock = Math.max(group.clock, now.toEpochMilli());
        return new PagingRound(groupKey, group, book).run();
    }
}
