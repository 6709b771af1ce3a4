package org.govbrain.domain.alert;

import java.util.List;
import java.util.Map;

/**
 * What is in force now: rules, roster and silences, and what clocks are called.
 *
 * @param clockZh names of clocks in Chinese, by clock id
 */
public record PagingBook(
        PagingPolicy policy,
        DutyBook roster,
        List<Silence> silences,
        Map<String, String> clockZh,
        Map<String, String> clockEn) {

    public PagingBook {
        silences = List.copyOf(silences);
        clockZh = Map.copyOf(clockZh);
        clockEn = Map.copyOf(clockEn);
    }
}
