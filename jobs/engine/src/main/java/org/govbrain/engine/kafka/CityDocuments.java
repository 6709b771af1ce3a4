package org.govbrain.engine.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.roster.Area;
import org.govbrain.domain.roster.DutyPost;
import org.govbrain.domain.roster.Roster;
import org.govbrain.domain.situation.Place;
import org.govbrain.engine.avro.BuildingMapper;
import org.govbrain.engine.avro.PostMapper;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/**
 * What a load says of buildings and posts, as documents: all that the city has, and as retired what it had before. Nothing is
 * ever deleted from an index, so without the second a building that was pulled down would stand on the map for ever.
 */
final class CityDocuments {
    private final LoadedReference city;
    private final Instant loadedAt;
    private final RecordEncoder encoder = new RecordEncoder();
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

    private CityDocuments(LoadedReference city, Instant loadedAt) {
        this.city = city;
        this.loadedAt = loadedAt;
    }

    /** The documents of the city after a load, in the order of their ids. */
    static List<ProducerRecord<byte[], byte[]>> between(
            LoadedReference before, LoadedReference after, Instant loadedAt) {
        CityDocuments documents = new CityDocuments(after, loadedAt);
        documents.buildings(before);
        documents.posts(before);
        return documents.records;
    }

    private void buildings(LoadedReference before) {
        Map<String, Building> all = new TreeMap<>();
        before.data().buildings().all().forEach(each -> all.put(each.buildingId(), each));
        city.data().buildings().all().forEach(each -> all.put(each.buildingId(), each));
        all.forEach((id, each) -> add(
                Topics.BUILDINGS,
                id,
                BuildingMapper.toDocument(
                        each,
                        Place.of(city.data().grids(), each.gridId()),
                        loadedAt,
                        city.data().buildings().find(id).isEmpty())));
    }

    private void posts(LoadedReference before) {
        Map<String, DutyPost> now = posts(city.paging().roster());
        Map<String, DutyPost> all = new TreeMap<>(posts(before.paging().roster()));
        all.putAll(now);
        all.forEach((id, each) ->
                add(Topics.POSTS, id, PostMapper.toDocument(each, place(each.area()), loadedAt, !now.containsKey(id))));
    }

    private static Map<String, DutyPost> posts(Object roster) {
        Map<String, DutyPost> posts = new HashMap<>();
        if (roster instanceof Roster written) {
            written.spec().posts().forEach(post -> posts.put(PostMapper.id(post), post));
        }
        return posts;
    }

    private Place place(Area area) {
        GridIndex grids = city.data().grids();
        return switch (area.kind()) {
            case BUILDING ->
                Place.of(
                        grids,
                        city.data()
                                .buildings()
                                .find(area.id())
                                .map(Building::gridId)
                                .orElse(null));
            case GRID -> Place.of(grids, area.id());
            case COMMUNITY -> community(grids, area.id());
            case CITY -> Place.of(grids, null);
        };
    }

    private static Place community(GridIndex grids, String id) {
        String name = grids.all().stream()
                .filter(grid -> id.equals(grid.communityId()))
                .map(Grid::communityName)
                .findFirst()
                .orElse(null);
        return new Place(null, null, id, name, null);
    }

    private <T extends SpecificRecordBase> void add(Topic<T> topic, String id, T document) {
        records.add(new ProducerRecord<>(topic.name(), id.getBytes(StandardCharsets.UTF_8), encoder.encode(document)));
    }
}
