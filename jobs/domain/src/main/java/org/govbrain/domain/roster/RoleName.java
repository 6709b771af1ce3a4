package org.govbrain.domain.roster;

/** What a role is called. */
public record RoleName(String role, String zh, String en) {}
