package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.govbrain.domain.alert.Delivery.Text;
import org.jspecify.annotations.Nullable;

/**
 * A message that was handed to delivery: a fact, kept so that it is never sent twice.
 *
 * @param state how far delivery has come, as the newest receipt says
 * @param undeliverable whether every contact method has failed
 * @param answered whether this person has acknowledged or resolved since
 * @param digest overdue after a restart
 * @param why why this person; null in state of before this was kept
 * @param text what was said; null in state of before this was kept
 */
public record Told(
        String deliveryId,
        Purpose purpose,
        int level,
        String role,
        String officer,
        List<String> contacts,
        Instant at,
        Receipt.State state,
        @Nullable String contact,
        boolean undeliverable,
        boolean answered,
        boolean digest,
        @Nullable Text why,
        @Nullable Text text) {

    public Told {
        contacts = List.copyOf(contacts);
    }

    /** A message as it goes out. */
    static Told of(Delivery delivery) {
        return new Told(
                delivery.deliveryId(),
                delivery.purpose(),
                delivery.level(),
                delivery.role(),
                delivery.recipient(),
                delivery.contacts(),
                delivery.issuedAt(),
                Receipt.State.QUEUED,
                null,
                false,
                false,
                delivery.digest(),
                delivery.why(),
                delivery.text());
    }

    /** What is known after a receipt: states only go on, so receipts may come in any order. One way that failed is not the end. */
    Told with(Receipt receipt) {
        boolean counts = receipt.state() != Receipt.State.FAILED || receipt.last();
        boolean further = counts && receipt.state().compareTo(state) > 0;
        return with(
                further ? receipt.state() : state,
                receipt.contact() == null ? contact : receipt.contact(),
                undeliverable || (receipt.state() == Receipt.State.FAILED && receipt.last()),
                answered);
    }

    /** The person has answered. */
    Told withAnswer() {
        return with(state, contact, undeliverable, true);
    }

    private Told with(Receipt.State state, @Nullable String contact, boolean undeliverable, boolean answered) {
        return new Told(
                deliveryId,
                purpose,
                level,
                role,
                officer,
                contacts,
                at,
                state,
                contact,
                undeliverable,
                answered,
                digest,
                why,
                text);
    }

    /** How far it has come, from 1. */
    int progress() {
        int states = EnumSet.range(Receipt.State.QUEUED, state).size();
        return answered ? states + EnumSet.allOf(Receipt.State.class).size() : states;
    }

    /** How it stands, in the word of the document. */
    String word() {
        return answered ? "acknowledged" : state.word();
    }
}
