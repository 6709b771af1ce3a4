package org.govbrain.domain.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;

/** Tells in plain sentences, in English and Chinese, what happened to a clock and why it stands as it does. */
final class ClockNarrator {
    private ClockNarrator() {}

    static List<Explanation> tell(ClockRule rule, Attempt attempt, Clock clock, Timeline line) {
        List<Explanation> lines = new ArrayList<>();
        if (attempt.steps != null) {
            for (Attempt.Step step : attempt.steps) {
                lines.add(step(step, line.events.get(step.event()), clock));
            }
        }
        tellDate(rule, clock, line, lines);
        Instant due = clock.dueAt();
        if (clock.problem() != null) {
            String en = "Its deadline cannot be told: " + clock.problem() + ".";
            lines.add(
                    new Explanation(clock.startedAt(), "problem", rule.id(), en, "无法计算截止时间：" + clock.problem() + "。"));
        } else if (due != null && clock.state() == ClockState.BREACHED) {
            lines.add(breach(rule, clock, due));
        } else if (clock.state() == ClockState.WARNED) {
            String en =
                    "Close to its deadline " + due + ": " + length(clock.businessMs()) + " of working time have run.";
            String zh = "临近截止时间 " + due + "，已用工作时间 " + lengthZh(clock.businessMs()) + "。";
            lines.add(new Explanation(Instant.ofEpochMilli(line.asOf), "warn", rule.id(), en, zh));
        }
        return lines;
    }

    private static Explanation step(Attempt.Step step, GovernanceEvent event, Clock clock) {
        String by = event.kind() + " from " + event.stream().id() + " (" + event.eventId() + ")";
        String byZh = event.stream().id() + " 的 " + event.kind() + "（" + event.eventId() + "）";
        String en;
        String zh;
        switch (step.action()) {
            case "start" -> {
                en = "Started by " + by + ".";
                zh = "由" + byZh + "启动。";
            }
            case "pause" -> {
                en = "Paused by " + by + ".";
                zh = "由" + byZh + "暂停。";
            }
            case "resume" -> {
                en = "Resumed by " + by + " after " + length(clock.pausedMs()) + " of pause in all.";
                zh = "由" + byZh + "恢复，累计暂停 " + lengthZh(clock.pausedMs()) + "。";
            }
            case "stop" -> {
                en = clock.elapsedMs() == 0 && event.occurredAt().equals(clock.startedAt())
                        ? "It was done before it was started, at " + clock.stoppedAt() + ": counted as done at once."
                        : "Stopped by " + by + ".";
                zh = clock.elapsedMs() == 0 && event.occurredAt().equals(clock.startedAt())
                        ? "完成时间 " + clock.stoppedAt() + " 早于启动时间，视为即时完成。"
                        : "由" + byZh + "停止。";
            }
            case "reset" -> {
                en = "Attempt " + clock.attempt() + " ended by " + by + "; the next start begins a new one.";
                zh = "第 " + clock.attempt() + " 次计时由" + byZh + "终止，再次启动时重新计时。";
            }
            case "goal" -> {
                en = "The urgency changed with " + by + ": its goal counts from the old start with the old pauses.";
                zh = "紧急程度随" + byZh + "改变：目标时限更换，起点和暂停保留。";
            }
            default -> {
                en = "Ended without a result by " + by + ".";
                zh = "由" + byZh + "终止，不计结果。";
            }
        }
        return new Explanation(Instant.ofEpochMilli(step.at()), step.action(), event.eventId(), en, zh);
    }

    private static void tellDate(ClockRule rule, Clock clock, Timeline line, List<Explanation> lines) {
        boolean hasDate = rule.goals().stream().anyMatch(choice -> choice.goal().dueAt());
        int by = hasDate ? line.dueGivenBy(clock.cycle()) : -1;
        if (by >= 0) {
            GovernanceEvent event = line.events.get(by);
            String en = "The deadline " + event.dueAt() + " was given by " + event.kind() + " (" + event.eventId() + ")"
                    + moved(event, clock) + ".";
            String zh = "截止时间 " + event.dueAt() + " 由 " + event.kind() + "（" + event.eventId() + "）给定"
                    + movedZh(event, clock) + "。";
            lines.add(new Explanation(event.occurredAt(), "goal", event.eventId(), en, zh));
        } else if (hasDate && clock.cycle() > 1 && hasEarlierDate(line)) {
            String en = "The date of an earlier cycle does not carry over; the category's goal holds.";
            lines.add(new Explanation(clock.startedAt(), "goal", rule.id(), en, "上一周期的截止时间不沿用，按类别时限计算。"));
        }
    }

    private static boolean hasEarlierDate(Timeline line) {
        for (int i = 0; i < line.size; i++) {
            if (line.events.get(i).kind() != EventKind.REOPENED
                    && line.events.get(i).dueAt() != null) {
                return true;
            }
        }
        return false;
    }

    private static String moved(GovernanceEvent event, Clock clock) {
        Instant due = clock.dueAt();
        return due == null || due.equals(event.dueAt()) ? "" : " and moved by its pauses to " + due;
    }

    private static String movedZh(GovernanceEvent event, Clock clock) {
        Instant due = clock.dueAt();
        return due == null || due.equals(event.dueAt()) ? "" : "，因暂停顺延至 " + due;
    }

    private static Explanation breach(ClockRule rule, Clock clock, Instant due) {
        String of = clock.departmentId() == null ? "" : " by " + clock.departmentId();
        String ofZh = clock.departmentId() == null ? "" : clock.departmentId() + " ";
        Instant stopped = clock.stoppedAt();
        String en = "Not done" + of + " by the deadline " + due;
        String zh = ofZh + "未在截止时间 " + due + " 前完成";
        if (stopped != null) {
            long late = stopped.toEpochMilli() - due.toEpochMilli();
            en += "; ended " + length(late) + " late";
            zh += "，超时 " + lengthZh(late) + " 后结束";
        }
        return new Explanation(due, "breach", rule.id(), en + ".", zh + "。");
    }

    private static String length(long ms) {
        long seconds = ms / 1000;
        return seconds >= 3600
                ? seconds / 3600 + " h " + seconds / 60 % 60 + " min"
                : seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
    }

    private static String lengthZh(long ms) {
        long seconds = ms / 1000;
        return seconds >= 3600
                ? seconds / 3600 + " 小时 " + seconds / 60 % 60 + " 分"
                : seconds >= 60 ? seconds / 60 + " 分 " + seconds % 60 + " 秒" : seconds + " 秒";
    }
}
