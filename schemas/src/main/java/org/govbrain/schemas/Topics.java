package org.govbrain.schemas;

import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.Topic.Cleanup;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.document.AmendmentDocument;
import org.govbrain.schemas.document.BreachDocument;
import org.govbrain.schemas.document.BuildingDocument;
import org.govbrain.schemas.document.CaseDocument;
import org.govbrain.schemas.document.CorrectionDocument;
import org.govbrain.schemas.document.DeadLetterDocument;
import org.govbrain.schemas.document.FeedDocument;
import org.govbrain.schemas.document.GridDocument;
import org.govbrain.schemas.document.HotspotDocument;
import org.govbrain.schemas.document.IndicatorDocument;
import org.govbrain.schemas.document.PageDocument;
import org.govbrain.schemas.document.PatrolDocument;
import org.govbrain.schemas.document.PostDocument;
import org.govbrain.schemas.document.TargetDocument;
import org.govbrain.schemas.input.AckEvent;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PlatformEvent;
import org.govbrain.schemas.reference.ReferenceFile;

/** Every topic of the brain, each declared here and nowhere else. */
public final class Topics {

    private static final int PARTITIONS = 4;
    private static final int MEBIBYTE = 1 << 20;

    public static final Topic<PatrolEvent> PATROL =
            input("govbrain.patrol", PatrolEvent.class, "Steps of the grid members' patrols, with findings.");

    public static final Topic<LinkageEvent> LINKAGE =
            input("govbrain.linkage110", LinkageEvent.class, "Steps of incidents that 110 handles or hands over.");

    public static final Topic<PlatformEvent> PLATFORM =
            input("govbrain.platform", PlatformEvent.class, "Steps of cases on the platforms.");

    public static final Topic<AckEvent> ACKS = input("govbrain.acks", AckEvent.class, "Officers' answers to pages.");

    /** One partition, so that files that belong together are read in the order of loading. */
    public static final Topic<ReferenceFile> REFERENCE = new Topic<>(
            "govbrain.reference",
            ReferenceFile.class,
            Use.REFERENCE,
            false,
            1,
            Cleanup.COMPACT,
            16 * MEBIBYTE,
            "Reference files, whole; the key is name@generation, so that every version stays.");

    public static final Topic<CaseDocument> CASES =
            document("govbrain.cases", CaseDocument.class, "Cases, each time that one says something new.");

    public static final Topic<BreachDocument> BREACHES = document(
            "govbrain.breaches", BreachDocument.class, "Missed deadlines as they open, resolve or are withdrawn.");

    public static final Topic<HotspotDocument> HOTSPOTS =
            document("govbrain.hotspots", HotspotDocument.class, "Hotspots as they appear, change and end.");

    public static final Topic<GridDocument> GRIDS =
            document("govbrain.grids", GridDocument.class, "The situation of each grid now.");

    public static final Topic<IndicatorDocument> INDICATORS = document(
            "govbrain.indicators", IndicatorDocument.class, "Numerators and denominators of the rates, by hour.");

    public static final Topic<CorrectionDocument> CORRECTIONS = document(
            "govbrain.corrections",
            CorrectionDocument.class,
            "What became known of indicators after they were published, negated.");

    public static final Topic<AmendmentDocument> AMENDMENTS = document(
            "govbrain.amendments",
            AmendmentDocument.class,
            "What became known of single cases and breaches after they were published, negated.");

    public static final Topic<PatrolDocument> PATROLS =
            document("govbrain.patrols", PatrolDocument.class, "Patrol steps, located.");

    public static final Topic<PageDocument> PAGES =
            document("govbrain.pages", PageDocument.class, "Steps of pages: the audit of who was told what.");

    /** They hold whatever a source wrote, and nobody corrects a source after a quarter. */
    public static final Topic<DeadLetterDocument> DEAD_LETTERS = document(
            "govbrain.dead-letters",
            DeadLetterDocument.class,
            Cleanup.COMPACT_FOR_90_DAYS,
            "Records that could not be used, with bytes and reason.");

    public static final Topic<FeedDocument> FEEDS =
            document("govbrain.feeds", FeedDocument.class, "Health of each source system.");

    public static final Topic<TargetDocument> TARGETS =
            document("govbrain.targets", TargetDocument.class, "Target lists of campaigns.");

    public static final Topic<BuildingDocument> BUILDINGS =
            document("govbrain.buildings", BuildingDocument.class, "The city's buildings, as last loaded.");

    public static final Topic<PostDocument> POSTS =
            document("govbrain.posts", PostDocument.class, "Posts of the duty roster, as last loaded.");

    public static final Topic<DeliveryRequest> DELIVERIES =
            delivery("govbrain.deliveries", DeliveryRequest.class, "Messages to persons, decided by the paging job.");

    public static final Topic<DeliveryReceipt> RECEIPTS =
            delivery("govbrain.receipts", DeliveryReceipt.class, "What became of each message.");

    private static final List<Topic<? extends SpecificRecordBase>> ALL = List.of(
            PATROL,
            LINKAGE,
            PLATFORM,
            ACKS,
            REFERENCE,
            CASES,
            BREACHES,
            HOTSPOTS,
            GRIDS,
            INDICATORS,
            CORRECTIONS,
            AMENDMENTS,
            PATROLS,
            PAGES,
            DEAD_LETTERS,
            FEEDS,
            TARGETS,
            BUILDINGS,
            POSTS,
            DELIVERIES,
            RECEIPTS);

    private Topics() {}

    /** Every topic, inputs first. */
    public static List<Topic<? extends SpecificRecordBase>> all() {
        return ALL;
    }

    /** The topics of one use. */
    public static List<Topic<? extends SpecificRecordBase>> of(Use use) {
        return ALL.stream().filter(topic -> topic.use() == use).toList();
    }

    /** The topic of this name. */
    public static Optional<Topic<? extends SpecificRecordBase>> find(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    private static <T extends SpecificRecordBase> Topic<T> input(String name, Class<T> recordClass, String sentence) {
        return new Topic<>(name, recordClass, Use.INPUT, true, PARTITIONS, Cleanup.DELETE, MEBIBYTE, sentence);
    }

    /** Append-only, for it is the record of who was told what. Keyed by recipient or page, so each one's are in order. */
    private static <T extends SpecificRecordBase> Topic<T> delivery(
            String name, Class<T> recordClass, String sentence) {
        return new Topic<>(name, recordClass, Use.DELIVERY, false, PARTITIONS, Cleanup.NOTHING, MEBIBYTE, sentence);
    }

    /** Compacted: the newest record of an id is the whole truth about it, so an index can be built again from the topic. */
    private static <T extends SpecificRecordBase> Topic<T> document(
            String name, Class<T> recordClass, String sentence) {
        return document(name, recordClass, Cleanup.COMPACT, sentence);
    }

    /** Four times the limit of an input, because a dead letter holds a whole input record in Base64. */
    private static <T extends SpecificRecordBase> Topic<T> document(
            String name, Class<T> recordClass, Cleanup cleanup, String sentence) {
        return new Topic<>(name, recordClass, Use.OUTPUT, false, PARTITIONS, cleanup, 4 * MEBIBYTE, sentence);
    }
}
