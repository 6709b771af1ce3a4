package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything kept of one page: what was heard, in an order that does not depend on arrival, and what was sent. A plain state
 * object that evolves by adding fields. Instants are epoch milliseconds, 0 for none unless said otherwise.
 */
public final class PageState {
    /** How {@link #heldBy} begins while a silence keeps it quiet. */
    static final String SILENCED = "silenced";

    private static final Alert EMPTY = new Alert(
            "",
            AlertKind.BREACH,
            Long.MIN_VALUE,
            AlertState.OPEN,
            Instant.EPOCH,
            Severity.INFO,
            false,
            null,
            Scene.CITY,
            List.of(),
            null,
            null,
            null,
            0,
            false,
            "",
            "",
            null,
            null,
            List.of(),
            List.of());

    /** Newest revision of its alert. */
    public Alert alert;

    /** Whether its alert was open in any revision that was heard: an earlier run may have told of that. */
    public boolean wasOpen;

    public String pageId = "";

    /** 1, and one more with each return after an end. */
    public int episode = 1;

    public PagePhase phase = PagePhase.WAITING;

    /** Kept from the first moment; null while no rule pages the alert. */
    public @Nullable PagePlan plan;

    /** The gravest severity that was answered for by the plan. */
    public Severity severity = Severity.INFO;

    /** What keeps it quiet just now: {@code inhibited …}, {@code unconfirmed …} or {@code silenced …}; null when nothing does. */
    public @Nullable String heldBy;

    public long openedAt;
    public long firstToldAt;
    public long acknowledgedAt;
    public @Nullable String acknowledgedBy;
    public long endedAt;

    /** Level last reached, told or skipped; 0 before the first. */
    public int level;

    /** How many times the last level was told again. */
    public int repeats;

    /** When the chain goes on by itself; {@link Long#MAX_VALUE} for never. */
    public long nextAt = Long.MAX_VALUE;

    /** Why the next step is taken, unless it is simply time. */
    public @Nullable Purpose nextPurpose;

    /** Its messages and those decided with it may go out as one. */
    public @Nullable String bundle;

    /** Answers, distinct, in order of time. */
    public List<Answer> answers = new ArrayList<>();

    /** The answer that is in force, by event id: of all that were heard the last in time. */
    public @Nullable String settledAnswer;

    /** Answers before this instant are about something less grave. */
    public long answersFrom;

    /** Facts about the case when it was acknowledged, or when progress was last seen. */
    public long factsSeen;

    /** Messages of this episode, but for the {@link #forgotten}. */
    public List<Told> told = new ArrayList<>();

    /** How many messages that ask for an answer were forgotten, by level: the number of the next one counts them. */
    public Map<Integer, Long> forgotten = new HashMap<>();

    /** Revision of its document. */
    public long revision;

    /** What its document says, so that only news is written. */
    public String said = "";

    /** For Flink, which fills a state object field by field. */
    public PageState() {
        this.alert = EMPTY;
    }

    PageState(String group, Alert alert, int episode) {
        this.alert = alert;
        this.wasOpen = alert.isOpen();
        this.episode = episode;
        this.pageId = PageId.of(group, alert.dedupKey(), episode);
    }

    /** How many messages that ask for an answer went to a level. */
    long askedAt(int atLevel) {
        return forgotten.getOrDefault(atLevel, 0L)
                + told.stream()
                        .filter(each ->
                                each.level() == atLevel && each.purpose().asks())
                        .count();
    }

    /**
     * Forgets messages of before an instant, in epoch milliseconds, whose recipient has been sent a newer one: each shift learns of what is
     * open, so a page that stays open for weeks would keep more of them every day.
     */
    void forgetBefore(long ms) {
        Set<String> newer = new HashSet<>();
        for (int i = told.size() - 1; i >= 0; i--) {
            Told each = told.get(i);
            if (!newer.add(each.officer()) && each.at().toEpochMilli() < ms) {
                told.remove(i);
                if (each.purpose().asks()) {
                    forgotten.merge(each.level(), 1L, Long::sum);
                }
            }
        }
    }

    /** Whether nobody is told just now because of a silence. */
    boolean isSilenced() {
        return heldBy != null && heldBy.startsWith(SILENCED);
    }

    /** Who was last asked at the level that the chain has reached; null when nobody was. */
    @Nullable
    Told lastAsked() {
        for (int i = told.size() - 1; i >= 0; i--) {
            if (told.get(i).purpose().asks()) {
                return told.get(i);
            }
        }
        return null;
    }
}
