package org.govbrain.domain.alert;

import java.util.Locale;

/** Why a message is sent. */
public enum Purpose {
    /** The chain has come to this level. */
    PAGE(true, ""),
    /** The same level again: nobody above it is left, or an acknowledged page made no progress. */
    REPEAT(true, "再次提醒"),
    /** Graver than when it was first told, also to who had acknowledged. */
    RAISED(true, "等级上升"),
    /** The shift has changed while the page is open. */
    HANDOVER(true, "交接班"),
    RESOLVED(false, "已解除"),
    WITHDRAWN(false, "已撤销"),
    ROSTER_GAP(false, "值班空缺"),
    WATCHDOG(false, "系统告警");

    private final boolean asks;
    private final String zh;

    Purpose(boolean asks, String zh) {
        this.asks = asks;
        this.zh = zh;
    }

    /** Whether it asks for an answer. */
    public boolean asks() {
        return asks;
    }

    /** The word for people, in Chinese; empty for an ordinary page. */
    public String zh() {
        return zh;
    }

    /** The word in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
