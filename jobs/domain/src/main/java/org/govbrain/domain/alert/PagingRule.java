package org.govbrain.domain.alert;

/**
 * How alerts of one sort are paged.
 *
 * @param page false for alerts that nobody is told of
 * @param emergency waits for nobody, and no silence holds it from level {@value Silence#NEVER_FROM_LEVEL} up, or at the last level
 * @param startLevel level of the chain that is told first, from 1; one above the chain is the last fallback
 * @param waitMs how long the first message waits for others of its group
 * @param stepMs after how long without an answer the next level is told
 * @param ackTimeoutMs after how long without progress an acknowledged page starts again
 * @param repeatMs how often the last level is told again
 * @param repeatMost and how many times, before the page stands as unanswered
 */
public record PagingRule(
        String id,
        AlertMatch when,
        boolean page,
        boolean emergency,
        int startLevel,
        long waitMs,
        long stepMs,
        long ackTimeoutMs,
        long repeatMs,
        int repeatMost) {}
