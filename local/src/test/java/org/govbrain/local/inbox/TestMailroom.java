package org.govbrain.local.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.local.inbox.Letters.Letter;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.input.AckAction;
import org.govbrain.schemas.input.AckEvent;
import org.jspecify.annotations.Nullable;

/** Takes answers as Kafka does, unless it is full. */
final class TestMailroom implements Mailroom {
    private final Letters letters = new Letters();
    private final List<String> said = new ArrayList<>();
    private boolean full;

    @Override
    public Letters letters() {
        return letters;
    }

    /** Who answered what, and who read. */
    synchronized List<String> said() {
        return List.copyOf(said);
    }

    synchronized void full(boolean now) {
        full = now;
    }

    @Override
    public synchronized boolean answer(DeliveryRequest request, AckAction action, @Nullable String person, Instant at) {
        String id = LetterReader.eventId(request, action);
        if (full) {
            return false;
        }
        if (!letters.hasAnswer(id)) {
            said.add(request.getRecipient() + (person == null ? "" : " (" + person + ")") + " " + action + " "
                    + request.getPageId());
            letters.add(AckEvent.newBuilder()
                    .setEventId(id)
                    .setOccurredAt(at)
                    .setPageId(request.getPageId())
                    .setOfficerId(request.getRecipient())
                    .setAction(action)
                    .setPerson(person)
                    .build());
        }
        return true;
    }

    @Override
    public synchronized void seen(Letter letter, Instant at) {
        said.add(letter.request().getRecipient() + " READ");
    }
}
