package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.govbrain.domain.alert.Delivery.Text;
import org.jspecify.annotations.Nullable;

/**
 * One version of something that an officer may have to be told. The newest revision under a key is the whole truth.
 *
 * @param dedupKey {@code clock|case|cycle|department}, {@code hotspot|…}, {@code feed|…}
 * @param at when it was due or detected
 * @param urgent whether its case is an emergency
 * @param unconfirmed why it is not certain, for example feed silent; null when it is
 * @param facts how much is known of its case; grows when somebody has done something
 * @param follower known here only because it inhibits others; it is paged elsewhere
 * @param subjectZh what it is about in Chinese, for example 案件 I-1
 * @param sentenceZh what is the matter, in Chinese; null for a breach, whose clock says it
 */
public record Alert(
        String dedupKey,
        AlertKind kind,
        long revision,
        AlertState state,
        Instant at,
        Severity severity,
        boolean urgent,
        @Nullable String unconfirmed,
        Scene scene,
        List<String> caseIds,
        @Nullable String clock,
        @Nullable String departmentId,
        @Nullable String categoryGroup,
        long facts,
        boolean follower,
        String subjectZh,
        String subjectEn,
        @Nullable String sentenceZh,
        @Nullable String sentenceEn,
        List<String> explainZh,
        List<String> explainEn) {

    public Alert {
        Objects.requireNonNull(dedupKey, "dedupKey");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(scene, "scene");
        caseIds = caseIds == null ? List.of() : List.copyOf(caseIds);
        explainZh = explainZh == null ? List.of() : List.copyOf(explainZh);
        explainEn = explainEn == null ? List.of() : List.copyOf(explainEn);
    }

    /**
     * One of the whole city and of no case: about a feed, a duty or a part of the brain.
     *
     * @param subject what it is about
     * @param sentence what is the matter
     */
    public static Alert ofCity(
            String dedupKey,
            AlertKind kind,
            long revision,
            AlertState state,
            Instant at,
            Severity severity,
            long facts,
            Text subject,
            Text sentence) {
        return new Alert(
                dedupKey,
                kind,
                revision,
                state,
                at,
                severity,
                false,
                null,
                Scene.CITY,
                List.of(),
                null,
                null,
                null,
                facts,
                false,
                subject.zh(),
                subject.en(),
                sentence.zh(),
                sentence.en(),
                List.of(),
                List.of());
    }

    /**
     * Whether it tells of more of the case that both are about. Each breach is said with every revision of its case, so the other's
     * own word of that is on its way.
     */
    boolean tellsMoreThan(Alert other) {
        return kind == AlertKind.BREACH && other.kind == AlertKind.BREACH && facts > other.facts;
    }

    /** The same alert where it only inhibits. */
    public Alert following() {
        return new Alert(
                dedupKey,
                kind,
                revision,
                state,
                at,
                severity,
                urgent,
                unconfirmed,
                scene,
                caseIds,
                clock,
                departmentId,
                categoryGroup,
                facts,
                true,
                subjectZh,
                subjectEn,
                sentenceZh,
                sentenceEn,
                explainZh,
                explainEn);
    }

    public boolean isOpen() {
        return state == AlertState.OPEN;
    }
}
