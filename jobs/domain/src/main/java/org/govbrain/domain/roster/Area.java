package org.govbrain.domain.roster;

import java.util.Locale;
import org.govbrain.domain.alert.Scene;
import org.jspecify.annotations.Nullable;

/** For where somebody is on duty. */
public record Area(Kind kind, String id) {
    /** The whole city. */
    public static final Area CITY = new Area(Kind.CITY, "");

    /** Areas from narrow to wide; the narrowest that has a duty decides. */
    public enum Kind {
        BUILDING("楼栋"),
        GRID("网格"),
        COMMUNITY("社区"),
        CITY("全域");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        /** The key in {@code roster.yaml}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String zh() {
            return zh;
        }
    }

    /** The area of a kind that a scene lies in; null when it is not known. */
    static @Nullable Area of(Kind kind, Scene scene) {
        String id = switch (kind) {
            case BUILDING -> scene.buildingId();
            case GRID -> scene.gridId();
            case COMMUNITY -> scene.communityId();
            case CITY -> "";
        };
        return id == null ? null : new Area(kind, id);
    }

    /** In words, for example {@code grid QL-01-02}. */
    public String en() {
        return id.isEmpty() ? "the whole city" : kind.word() + " " + id;
    }

    /** In words, for example 网格 QL-01-02. */
    public String zh() {
        return id.isEmpty() ? kind.zh() : kind.zh() + " " + id;
    }
}
