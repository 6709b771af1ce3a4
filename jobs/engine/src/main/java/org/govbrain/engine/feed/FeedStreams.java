package org.govbrain.engine.feed;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedHour;
import org.govbrain.domain.feed.FeedSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.gather.GatherOperator;
import org.govbrain.engine.input.Inbound;

/**
 * The part of the situation job that watches the feeds.
 *
 * <pre>
 * patrol, 110, platform ─► sum signs ─┬─► feeds ─┬─► breaches, those in doubt marked
 * breaches of cases and grids ────────┘          └─► health of each feed
 * </pre>
 */
public record FeedStreams(DataStream<SaidBreach> breaches, DataStream<FeedSituation> feeds) {

    /** The health of each feed. */
    static final OutputTag<FeedSituation> FEEDS = new OutputTag<>("feeds") {};

    /** Draws it. A silence that is over may excuse something for as long as a closed case stays in state. */
    public static FeedStreams of(
            DataStream<Inbound> patrol,
            DataStream<Inbound> linkage,
            DataStream<Inbound> platform,
            DataStream<SaidBreach> breaches,
            SituationSettings settings) {
        SingleOutputStreamOperator<SaidBreach> judged = signs(patrol, Stream.PATROL)
                .union(signs(linkage, Stream.LINKAGE110), signs(platform, Stream.PLATFORM))
                .union(breaches.map(FeedNews::breach)
                        .returns(FeedNews.class)
                        .uid("breaches-of-feeds")
                        .name("Breaches by the feed that would excuse them"))
                .keyBy(FeedNews::feedId)
                .transform(
                        "Health of each feed",
                        TypeInformation.of(SaidBreach.class),
                        new FollowReferenceOperator<>(new FeedFunction(settings)))
                .uid("feeds");
        return new FeedStreams(judged, judged.getSideOutput(FEEDS));
    }

    private static DataStream<FeedNews> signs(DataStream<Inbound> inbound, Stream stream) {
        return inbound.transform(
                        "Signs of life of " + stream.id(),
                        TypeInformation.of(FeedHour.class),
                        new GatherOperator<>(new SumSignsFunction(stream)))
                .uid("signs-" + stream.id())
                .flatMap((FlatMapFunction<FeedHour, FeedNews>) (signs, out) -> {
                    out.collect(FeedNews.signs(signs));
                    out.collect(FeedNews.signs(signs.ofAny()));
                })
                .returns(FeedNews.class)
                .uid("feeds-of-" + stream.id())
                .name("Feeds of " + stream.id());
    }
}
