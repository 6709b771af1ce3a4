package org.govbrain.domain.alert;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the name of a message says: {@code page|purpose|level.number|officer}. Equal whenever the same step of the same page
 * tells the same person, so delivery sends it once; and a receipt alone says which step was taken.
 *
 * @param number tells the messages of one purpose at one level apart
 */
record StepId(Purpose purpose, int level, String number, String officer) {

    static StepId to(Duty duty, Purpose purpose, int level, String number) {
        return new StepId(purpose, level, number, String.valueOf(duty.officer()));
    }

    /** The name of the step's message. */
    String of(String pageId) {
        return pageId + "|" + purpose.word() + "|" + level + "." + number + "|" + officer;
    }

    /** What a name says; empty when it is none of this page. */
    static Optional<StepId> parse(String pageId, String deliveryId) {
        if (!deliveryId.startsWith(pageId + "|")) {
            return Optional.empty();
        }
        String[] parts = deliveryId.substring(pageId.length() + 1).split("\\|", 3);
        int dot = parts.length < 3 ? -1 : parts[1].indexOf('.');
        if (dot < 1 || !parts[1].substring(0, dot).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int level = Integer.parseInt(parts[1].substring(0, dot));
        String number = parts[1].substring(dot + 1);
        return Arrays.stream(Purpose.values())
                .filter(each -> each.word().equals(parts[0]))
                .findFirst()
                .map(purpose -> new StepId(purpose, level, number, parts[2]));
    }
}
