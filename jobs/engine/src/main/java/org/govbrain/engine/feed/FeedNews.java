package org.govbrain.engine.feed;

import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.feed.FeedHour;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/** What a feed hears: its signs of life, or a breach that its silence would excuse. One of the two. */
@TypeInfo(CompactRecord.class)
public record FeedNews(
        String feedId, @Nullable FeedHour signs, @Nullable SaidBreach breach) {

    static FeedNews signs(FeedHour signs) {
        return new FeedNews(signs.sum().feedId(), signs, null);
    }

    static FeedNews breach(SaidBreach breach) {
        return new FeedNews(breach.feedId(), null, breach);
    }
}
