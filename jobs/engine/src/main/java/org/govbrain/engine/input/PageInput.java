package org.govbrain.engine.input;

import java.util.List;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.alert.PageId;
import org.govbrain.domain.alert.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What the paging job hears: exactly one of an alert, an answer, a receipt and a record that is none of them.
 *
 * @param groups where it belongs: for an alert the group that is paged and those in which it only keeps others quiet
 */
public record PageInput(
        List<String> groups,
        @Nullable Alert alert,
        @Nullable Answer answer,
        @Nullable Receipt receipt,
        @Nullable DeadLetter deadLetter) {

    public PageInput {
        int parts = (alert == null ? 0 : 1)
                + (answer == null ? 0 : 1)
                + (receipt == null ? 0 : 1)
                + (deadLetter == null ? 0 : 1);
        if (parts != 1) {
            throw new IllegalArgumentException("exactly one of alert, answer, receipt and dead letter");
        }
        groups = List.copyOf(groups);
    }

    public static PageInput of(List<String> groups, Alert alert) {
        return new PageInput(groups, alert, null, null, null);
    }

    public static PageInput of(Answer answer) {
        return new PageInput(List.of(PageId.group(answer.pageId())), null, answer, null, null);
    }

    public static PageInput of(Receipt receipt) {
        return new PageInput(List.of(PageId.group(receipt.pageId())), null, null, receipt, null);
    }

    public static PageInput of(DeadLetter deadLetter) {
        return new PageInput(List.of(), null, null, null, deadLetter);
    }

    /** Names the alert or the page that it is about. */
    public String subject() {
        if (alert != null) {
            return alert.dedupKey();
        }
        return answer != null ? answer.pageId() : receipt != null ? receipt.pageId() : "";
    }

    /** The group that it goes to, once it is routed. */
    public String group() {
        return groups.get(0);
    }
}
