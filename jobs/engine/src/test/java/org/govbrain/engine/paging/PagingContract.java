package org.govbrain.engine.paging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.Purpose;
import org.govbrain.schemas.document.PageDocument;

/** What must hold of a run of {@link WholePaging}, whatever happened to it. Each answer names what breaks it, and is empty if nothing does. */
final class PagingContract {
    private static final Duration ACK_TIMEOUT = Duration.ofMinutes(40);

    private final WholePaging.Outcome outcome;
    private final Map<String, Alert> newest = new TreeMap<>();

    PagingContract(PagingStory story, WholePaging.Outcome outcome) {
        this.outcome = outcome;
        story.news()
                .forEach(each -> newest.put(
                        each.input().subject(),
                        Objects.requireNonNull(each.input().alert())));
    }

    /** Of a page, each level is told once, and by one name. */
    List<String> toldTwice() {
        List<String> twice = new ArrayList<>();
        Set<String> steps = new TreeSet<>();
        for (Delivery each : outcome.sent()) {
            if (each.purpose() == Purpose.PAGE && !steps.add(each.pageId() + " " + each.level())) {
                twice.add(each.alert().dedupKey() + " " + each.deliveryId());
            }
        }
        return twice;
    }

    /** Of a page that is over, everybody who was asked; of one that only a killed run began, everybody whom it reached. */
    List<String> notToldOfTheEnd() {
        List<String> left = new ArrayList<>();
        Map<String, Set<String>> told = officers(false);
        officers(true).forEach((pageId, officers) -> {
            PageDocument page = outcome.pages().get(pageId);
            if (page == null) {
                officers.retainAll(reached(pageId));
            }
            if (page == null || isOver(page)) {
                officers.removeAll(told.getOrDefault(pageId, Set.of()));
                officers.forEach(officer -> left.add(pageId + " " + officer));
            }
        });
        return left;
    }

    private Set<String> reached(String pageId) {
        return outcome.sent().stream()
                .filter(each -> each.pageId().equals(pageId) && WholePaging.isReached(each))
                .map(Delivery::recipient)
                .collect(Collectors.toSet());
    }

    private Map<String, Set<String>> officers(boolean asked) {
        Map<String, Set<String>> officers = new TreeMap<>();
        for (Delivery each : outcome.sent()) {
            if (each.purpose() != Purpose.ROSTER_GAP && each.purpose().asks() == asked) {
                officers.computeIfAbsent(each.pageId(), unused -> new TreeSet<>())
                        .add(each.recipient());
            }
        }
        return officers;
    }

    private static boolean isOver(PageDocument page) {
        return page.getState().equals("resolved") || page.getState().equals("withdrawn");
    }

    /** Documents that say open of what is over, or of which there is a newer one. */
    List<String> staysOpen() {
        List<String> open = new ArrayList<>();
        Set<String> live = new TreeSet<>();
        for (PageDocument page : outcome.pages().values()) {
            String key = page.getDedupKey();
            boolean isOpen = Objects.requireNonNull(newest.get(key), key).isOpen();
            if (!isOver(page) && (!isOpen || !live.add(key))) {
                open.add(key + "#" + page.getEpisode() + " " + page.getState());
            }
        }
        return open;
    }

    /** Messages from the next strike of the clock on, until the time of an answer that was the last one runs out. */
    List<String> askedInSpiteOfAnAnswer() {
        List<String> asked = new ArrayList<>();
        outcome.answers().forEach((answer, step) -> {
            if (isTheLastWord(answer)) {
                outcome.sent().stream()
                        .filter(each -> each.pageId().equals(answer.pageId()))
                        .filter(each -> each.purpose() == Purpose.PAGE || each.purpose() == Purpose.REPEAT)
                        .filter(each -> !each.issuedAt().isBefore(PagingStory.struck(step))
                                && each.issuedAt().isBefore(answer.at().plus(ACK_TIMEOUT)))
                        .forEach(each ->
                                asked.add(each.deliveryId() + " at " + each.issuedAt() + " in spite of " + answer));
            }
        });
        return asked;
    }

    /** What becomes graver is told again, also to who had answered. */
    private boolean isTheLastWord(Answer answer) {
        return answer.action() != Answer.Action.ESCALATE
                && outcome.answers().keySet().stream()
                        .noneMatch(other -> other.pageId().equals(answer.pageId())
                                && other.at().isAfter(answer.at()))
                && outcome.sent().stream()
                        .noneMatch(each -> each.pageId().equals(answer.pageId()) && each.purpose() == Purpose.RAISED);
    }

    /** Keys of alerts that are open in the end and of which somebody was asked. */
    Set<String> askedOfWhatIsOpen() {
        Set<String> keys = new TreeSet<>();
        outcome.sent().stream()
                .filter(each -> each.purpose().asks())
                .map(each -> each.alert().dedupKey())
                .filter(key -> Objects.requireNonNull(newest.get(key), key).isOpen())
                .forEach(keys::add);
        return keys;
    }

    /**
     * All messages with when they were decided, and how each page ended, but for {@code passing} alerts. A vacant duty is found by
     * whatever looks for somebody, passing alerts too.
     */
    Set<String> lines(Set<String> passing) {
        Set<String> lines = new TreeSet<>();
        for (Delivery each : outcome.sent()) {
            boolean chance = each.purpose() == Purpose.ROSTER_GAP ? !passing.isEmpty() : passing.contains(key(each));
            if (!chance) {
                lines.add(key(each) + " " + each.deliveryId() + " at " + each.issuedAt());
            }
        }
        for (PageDocument page : outcome.pages().values()) {
            if (!passing.contains(page.getDedupKey())) {
                lines.add("%s#%s %s, level %s, %s told, answered by %s, ended %s"
                        .formatted(
                                page.getDedupKey(),
                                page.getEpisode(),
                                page.getState(),
                                page.getLevel(),
                                page.getTold(),
                                page.getAcknowledgedBy(),
                                page.getEndedAt()));
            }
        }
        return lines;
    }

    private static String key(Delivery each) {
        return each.alert().dedupKey();
    }
}
