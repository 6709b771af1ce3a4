package org.govbrain.domain.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an alert is about. */
public enum AlertKind {
    /** A missed deadline. */
    BREACH,
    /** Something that builds up. */
    HOTSPOT,
    /** A source system that is silent. */
    FEED,
    /** Nobody on duty where somebody should be. */
    GAP,
    /** A part of the brain that has stopped. */
    WATCHDOG;

    /** The word in files and documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word. */
    public static Optional<AlertKind> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
