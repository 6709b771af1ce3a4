package org.govbrain.domain.sla;

import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;

/** What an event is called in a sentence for a person. */
final class EventWords {
    private EventWords() {}

    static String en(GovernanceEvent event) {
        return stream(event.stream()) + " " + event.kind() + by(event) + " (" + event.eventId() + ")";
    }

    static String zh(GovernanceEvent event) {
        String department = event.departmentId() == null ? "" : " " + event.departmentId() + " ";
        return streamZh(event.stream()) + department + kindZh(event.kind()) + "（" + event.eventId() + "）";
    }

    private static String by(GovernanceEvent event) {
        return event.departmentId() == null ? "" : " of " + event.departmentId();
    }

    private static String stream(Stream stream) {
        return switch (stream) {
            case PATROL -> "patrol";
            case LINKAGE110 -> "110";
            case PLATFORM -> "platform";
        };
    }

    private static String streamZh(Stream stream) {
        return switch (stream) {
            case PATROL -> "巡查";
            case LINKAGE110 -> "110";
            case PLATFORM -> "平台";
        };
    }

    private static String kindZh(EventKind kind) {
        return switch (kind) {
            case CHECK_IN -> "签到";
            case VISIT -> "走访";
            case RECEIVED -> "接警";
            case FINDING -> "发现";
            case REPORTED -> "上报";
            case REOPENED -> "重开";
            case ACCEPTED -> "受理";
            case REJECTED -> "不予受理";
            case RETURNED -> "回退";
            case ASSIGNED -> "派单";
            case DISPATCHED -> "派警";
            case TRANSFERRED -> "移交";
            case SUPERVISED -> "督办";
            case SUSPENDED -> "挂账";
            case RESUMED -> "恢复办理";
            case ARRIVED -> "到场";
            case STOOD_DOWN -> "撤回";
            case FEEDBACK -> "反馈";
            case RESOLVED_ON_SITE -> "现场办结";
            case CLOSED -> "办结";
            case CANCELLED -> "作废";
            case CHECK_OUT -> "签退";
        };
    }
}
