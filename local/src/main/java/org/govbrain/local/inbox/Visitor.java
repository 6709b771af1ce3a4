package org.govbrain.local.inbox;

import java.util.Set;

/**
 * Who has logged in at a reverse proxy.
 *
 * @param user the name of the log-in, which answers say
 * @param posts codes that the user answers for
 */
record Visitor(String user, Set<String> posts) {
    /** No log-in is longer; an answer would be refused for it. */
    private static final int LONGEST = 60;

    Visitor {
        user = user.replace('\t', ' ').strip();
        user = user.substring(0, Math.min(LONGEST, user.length()));
        posts = Set.copyOf(posts);
    }

    /** Whether a message to this recipient is for the user. */
    boolean isFor(String recipient) {
        return posts.contains(recipient);
    }
}
