package org.govbrain.engine.avro;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.roster.DutyPost;
import org.govbrain.domain.situation.Place;
import org.govbrain.schemas.document.PostDocument;

/** Posts of a roster to their documents. */
public final class PostMapper {
    private PostMapper() {}

    /** The id of a post's document. */
    public static String id(DutyPost post) {
        return post.role() + "|" + post.area().kind().word() + "|" + post.area().id();
    }

    /**
     * The document of a post.
     *
     * @param place the grid and community of its area, as far as the area is one
     * @param loadedAt when the file that says so was loaded; later loads win
     * @param retired whether that file no longer has it
     */
    public static PostDocument toDocument(DutyPost post, Place place, Instant loadedAt, boolean retired) {
        Set<String> officers = new LinkedHashSet<>();
        List<String> shifts = new ArrayList<>();
        new TreeMap<>(post.byShift()).forEach((shift, codes) -> {
            officers.addAll(codes);
            shifts.add(shift + ": " + String.join(", ", codes));
        });
        officers.addAll(post.always());
        PostDocument document = new PostDocument();
        document.setTimestamp(loadedAt);
        document.setPostId(id(post));
        document.setRevision(loadedAt.toEpochMilli());
        document.setRole(post.role());
        document.setAreaKind(post.area().kind().word());
        document.setAreaId(post.area().id().isEmpty() ? null : post.area().id());
        document.setOfficerIds(List.copyOf(officers));
        document.setShifts(shifts);
        document.setGridId(place.gridId());
        document.setGridName(place.gridName());
        document.setCommunityId(place.communityId());
        document.setCommunityName(place.communityName());
        document.setRetired(retired);
        return document;
    }
}
