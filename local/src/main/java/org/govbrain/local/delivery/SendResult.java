package org.govbrain.local.delivery;

import org.govbrain.domain.privacy.Masking;

/**
 * What a channel answered.
 *
 * @param outcome what became of it
 * @param pauseMs with TRY_AGAIN: how long the channel wants to be left alone, 0 if it did not say
 * @param detail code and words of the channel; never a URL or a secret, and free of personal data: some channels repeat the number they were to call
 */
public record SendResult(Outcome outcome, long pauseMs, String detail) {

    public SendResult {
        detail = Masking.mask(detail);
    }

    /** SENT: the channel has it; DELIVERED: the person has it; TRY_AGAIN may go well later; REFUSED never will. */
    public enum Outcome {
        SENT,
        DELIVERED,
        TRY_AGAIN,
        REFUSED
    }

    public static SendResult sent() {
        return new SendResult(Outcome.SENT, 0, "");
    }

    public static SendResult tryAgain(long pauseMs, String detail) {
        return new SendResult(Outcome.TRY_AGAIN, pauseMs, detail);
    }

    public static SendResult refused(String detail) {
        return new SendResult(Outcome.REFUSED, 0, detail);
    }

    boolean arrived() {
        return outcome == Outcome.SENT || outcome == Outcome.DELIVERED;
    }
}
