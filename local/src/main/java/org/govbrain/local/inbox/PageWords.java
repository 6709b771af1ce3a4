package org.govbrain.local.inbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** The words of the audit as people read them. */
final class PageWords {
    /** How a page stands, in the order in which a person wants to know. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("queued", "待发送"),
            Map.entry("sent", "已发送"),
            Map.entry("delivered", "已送达"),
            Map.entry("read", "已读"),
            Map.entry("acknowledged", "已确认"),
            Map.entry("failed", "发送失败"),
            Map.entry("dropped", "未再发送"),
            Map.entry("skipped", "跳过"),
            Map.entry("taken", "已采纳"),
            Map.entry("ignored", "未采纳"));
    private static final Map<String, String> PURPOSES = Map.of(
            "page", "告警",
            "repeat", "再次提醒",
            "raised", "升级告警",
            "handover", "交接班",
            "resolved", "办结通知",
            "withdrawn", "撤回通知",
            "ack", "确认收到",
            "resolve", "已办结",
            "escalate", "转上一级");

    static {
        PAGES.put("unanswered", "无人应答");
        PAGES.put("open", "待确认");
        PAGES.put("waiting", "待发");
        PAGES.put("acknowledged", "已确认");
        PAGES.put("silenced", "已静默");
        PAGES.put("inhibited", "已抑制");
        PAGES.put("resolved", "已办结");
        PAGES.put("withdrawn", "已撤回");
    }

    private PageWords() {}

    /** Every state of a page. */
    static Iterable<String> states() {
        return PAGES.keySet();
    }

    static String ofPage(String state, boolean english) {
        return english ? state : PAGES.getOrDefault(state, state);
    }

    static String ofStep(String state, boolean english) {
        return english ? state : STEPS.getOrDefault(state, state);
    }

    static String ofPurpose(String purpose, boolean english) {
        return english ? purpose : PURPOSES.getOrDefault(purpose, purpose);
    }
}
