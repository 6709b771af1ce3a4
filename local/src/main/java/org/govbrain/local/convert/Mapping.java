package org.govbrain.local.convert;

import java.util.List;

/** What a mapping file says: the events that each row gives. */
record Mapping(List<EventRule> events) {}
