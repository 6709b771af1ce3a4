package org.govbrain.domain.sla;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.govbrain.domain.event.GovernanceEvent;

/**
 * Tells in plain sentences, in English and Chinese, what happened to a clock and why it stands as it does. Nothing that is
 * told changes with the instant at which it is told, only with what is known: a document that is said again is the same.
 */
final class ClockNarrator {
    private final DateTimeFormatter time;

    /** Times are told as the clocks on the wall of {@code zone} show them. */
    ClockNarrator(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /** Why {@code clock}, read from {@code attempt}, says what it says; its steps must have been noted. */
    List<Explanation> tell(ClockRule rule, Attempt attempt, Clock clock, Timeline line) {
        List<Explanation> lines = new ArrayList<>();
        if (attempt.steps != null) {
            long paused = Timeline.NONE;
            for (Attempt.Step step : attempt.steps) {
                paused = step.action().equals("pause") ? step.at() : paused;
                boolean ofStart = step.event() == attempt.steps.get(0).event();
                lines.add(step(step, line.events.get(step.event()), ofStart, clock, step.at() - paused));
            }
        }
        tellDate(rule, clock, line, lines);
        tellEnd(rule, clock, lines);
        return lines;
    }

    /** The gap between two patrols of a grid, or since it is known. */
    List<Explanation> tellGap(ClockRule rule, Clock gap, boolean afterPatrol) {
        List<Explanation> lines = new ArrayList<>();
        String at = time.format(gap.startedAt());
        lines.add(new Explanation(
                gap.startedAt(),
                "start",
                rule.id(),
                at + " " + (afterPatrol ? "last patrol." : "the grid is known, and no patrol of it before."),
                at + (afterPatrol ? " 最近一次巡查。" : " 网格纳入管理，此前无巡查。")));
        Instant stopped = gap.stoppedAt();
        if (stopped != null) {
            String then = time.format(stopped);
            lines.add(new Explanation(stopped, "stop", rule.id(), then + " next patrol.", then + " 下一次巡查。"));
        }
        tellEnd(rule, gap, lines);
        return lines;
    }

    /** What takes a breach back that was told before. */
    Explanation withdrawal(Clock clock) {
        String en = switch (clock.state()) {
            case MET -> "what came late proves that it was done in time";
            case CANCELLED -> "what came late proves that it was called off in time";
            default -> "by what is known now it is not due yet";
        };
        String zh = switch (clock.state()) {
            case MET -> "迟到的信息证明已按时完成";
            case CANCELLED -> "迟到的信息证明已按时终止";
            default -> "按现有信息尚未到期";
        };
        return new Explanation(
                clock.startedAt(),
                "withdraw",
                clock.clockId(),
                "The breach is withdrawn: " + en + ".",
                "超时撤销：" + zh + "。");
    }

    private Explanation step(Attempt.Step step, GovernanceEvent event, boolean ofStart, Clock clock, long pausedMs) {
        String by = EventWords.en(event);
        String byZh = EventWords.zh(event);
        String en;
        String zh;
        switch (step.action()) {
            case "start" -> {
                en = "started by " + by;
                zh = "由" + byZh + "启动计时";
            }
            case "pause" -> {
                en = "paused by " + by;
                zh = "由" + byZh + "暂停计时";
            }
            case "resume" -> {
                en = "resumed by " + by + " after a pause of " + length(pausedMs);
                zh = "由" + byZh + "恢复计时，暂停 " + lengthZh(pausedMs);
            }
            case "stop" -> {
                en = ofStart ? "done before it was started: counted as done at once" : "stopped by " + by;
                zh = ofStart ? "启动前已完成，视为即时完成" : "由" + byZh + "停止计时";
            }
            case "reset" -> {
                en = "attempt " + clock.attempt() + " ended by " + by + "; the next start begins a new one";
                zh = "第 " + clock.attempt() + " 次计时由" + byZh + "终止，再次启动时重新计时";
            }
            case "hand-over" -> {
                en = "handed over by " + by + ": ended without a result";
                zh = "由" + byZh + "移交，不计结果";
            }
            case "goal" -> {
                en = "urgency changed by " + by + ": another goal, the same start, the same pauses";
                zh = "紧急程度由" + byZh + "改变：更换时限，起点和暂停保留";
            }
            default -> {
                en = "ended without a result by " + by;
                zh = "由" + byZh + "终止，不计结果";
            }
        }
        Instant at = Instant.ofEpochMilli(step.at());
        String then = time.format(at) + " ";
        return new Explanation(at, step.action(), event.eventId(), then + en + ".", then + zh + "。");
    }

    private void tellDate(ClockRule rule, Clock clock, Timeline line, List<Explanation> lines) {
        boolean hasDate = rule.goals().stream().anyMatch(choice -> choice.goal().dueAt());
        int by = hasDate ? givenBy(clock, line) : -1;
        if (by >= 0) {
            GovernanceEvent event = line.events.get(by);
            Instant given = event.dueAt();
            Instant due = clock.dueAt();
            boolean moved = due != null && !due.equals(given);
            String date = given == null ? "" : time.format(given);
            String en = "The deadline " + date + " was given by " + EventWords.en(event)
                    + (moved ? " and moved by its pauses to " + time.format(due) : "") + ".";
            String zh = "截止时间 " + date + " 由" + EventWords.zh(event) + "给定"
                    + (moved ? "，因暂停顺延至 " + time.format(due) : "") + "。";
            lines.add(new Explanation(event.occurredAt(), "goal", event.eventId(), en, zh));
        } else if (hasDate && clock.cycle() > 1 && hasEarlierDate(line)) {
            String en = "The date of an earlier cycle does not carry over.";
            lines.add(new Explanation(clock.startedAt(), "goal", rule.id(), en, "上一周期的截止时间不沿用。"));
        }
    }

    private static int givenBy(Clock clock, Timeline line) {
        Instant end = clock.stoppedAt();
        return line.dueGivenBy(
                clock.cycle(), clock.startedAt().toEpochMilli(), end == null ? Timeline.NONE : end.toEpochMilli());
    }

    private static boolean hasEarlierDate(Timeline line) {
        for (int i = 0; i < line.size; i++) {
            if (line.events.get(i).dueAt() != null) {
                return true;
            }
        }
        return false;
    }

    private void tellEnd(ClockRule rule, Clock clock, List<Explanation> lines) {
        Instant due = clock.dueAt();
        if (clock.problem() != null) {
            String en =
                    (due == null ? "Its deadline" : "Its working time") + " cannot be told: " + clock.problem() + ".";
            String zh = "无法计算" + (due == null ? "截止时间" : "工作用时") + "：" + clock.problem() + "。";
            lines.add(new Explanation(clock.startedAt(), "problem", rule.id(), en, zh));
        }
        if (due != null && clock.state() == ClockState.BREACHED) {
            lines.add(breach(rule, clock, due));
        } else if (due != null && clock.state() == ClockState.WARNED) {
            String en = "Close to its deadline " + time.format(due) + ".";
            lines.add(new Explanation(due, "warn", rule.id(), en, "临近截止时间 " + time.format(due) + "。"));
        }
    }

    private Explanation breach(ClockRule rule, Clock clock, Instant due) {
        String of = clock.departmentId() == null ? "" : " by " + clock.departmentId();
        String ofZh = clock.departmentId() == null ? "" : clock.departmentId() + " ";
        Instant stopped = clock.stoppedAt();
        String en = time.format(due) + " deadline missed" + of + ": " + rule.title();
        String zh = time.format(due) + " " + ofZh + "超时：" + rule.titleZh();
        if (stopped != null) {
            long late = stopped.toEpochMilli() - due.toEpochMilli();
            en += "; ended " + length(late) + " late";
            zh += "；超时 " + lengthZh(late) + " 后结束";
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
