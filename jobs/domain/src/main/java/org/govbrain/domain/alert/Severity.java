package org.govbrain.domain.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave an alert is, from light to grave. */
public enum Severity {
    INFO("提示", 3),
    MINOR("一般", 3),
    MAJOR("较重", 2),
    CRITICAL("严重", 1);

    private final String zh;
    private final int priority;

    Severity(String zh, int priority) {
        this.zh = zh;
        this.priority = priority;
    }

    /** How soon a message about it goes out, after 0 for emergencies: the smaller the sooner. */
    int priority() {
        return priority;
    }

    /** The word in files and documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word for people, in Chinese. */
    public String zh() {
        return zh;
    }

    /** The severity of a word. */
    public static Optional<Severity> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
