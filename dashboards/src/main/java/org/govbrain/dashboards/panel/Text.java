package org.govbrain.dashboards.panel;

/** Words for people, in Chinese and English. */
public record Text(String zh, String en) {}
