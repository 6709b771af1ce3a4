package org.govbrain.engine.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.govbrain.domain.alert.PagingBook;
import org.govbrain.domain.alert.PagingPolicy;
import org.govbrain.domain.alert.Silence;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.CloseGoal;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.roster.Roster;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.sla.ClockRule;
import org.govbrain.domain.sla.Policy;
import org.govbrain.domain.sla.WorkCalendars;
import org.jspecify.annotations.Nullable;

/**
 * Makes reference data of files. All files are read before anything is refused, and everything that is wrong is told at
 * once. A file that is not there is taken from the defaults ({@code /reference/} on the classpath) if it has one.
 */
public final class ReferenceLoader {

    private ReferenceLoader() {}

    /**
     * Reads the files of a directory; others in it are left alone.
     *
     * @throws ReferenceException when a file is bad; nothing of any file is used then
     * @throws UncheckedIOException when a file can't be read
     */
    public static LoadedReference fromDirectory(Path directory) {
        return fromFiles(filesOf(directory));
    }

    /**
     * Reads files given as bytes, by name.
     *
     * @throws ReferenceException when a file is bad; nothing of any file is used then
     */
    public static LoadedReference fromFiles(Map<String, byte[]> files) {
        HistoryBuilder builder = new HistoryBuilder();
        builder.take(Instant.EPOCH, files);
        return builder.loaded();
    }

    /**
     * Reads every version that was ever in force. Unlike a load, which refuses, a start goes on: a load that is bad is left
     * out as if it had never been, and each of its problems becomes a warning.
     */
    public static LoadedReference fromStored(StoredReference stored) {
        HistoryBuilder builder = new HistoryBuilder();
        List<String> warnings = new ArrayList<>(stored.warnings());
        for (StoredReference.Load load : stored.loads()) {
            try {
                builder.take(load.effectiveFrom(), load.contents());
            } catch (ReferenceException refused) {
                refused.problems().forEach(problem -> warnings.add(problem + " (the load is left out)"));
            }
        }
        LoadedReference loaded = builder.loaded();
        warnings.addAll(loaded.warnings());
        return new LoadedReference(loaded.history(), loaded.paging(), loaded.files(), warnings);
    }

    /** The reference files of a directory as bytes, by name. */
    public static Map<String, byte[]> filesOf(Path directory) {
        Map<String, byte[]> files = new HashMap<>();
        for (ReferenceFileName name : ReferenceFileName.values()) {
            Path path = directory.resolve(name.fileName());
            if (Files.isRegularFile(path)) {
                try {
                    files.put(name.fileName(), ReferenceText.bytesOf(path));
                } catch (IOException e) {
                    throw new UncheckedIOException(path + " can't be read", e);
                }
            }
        }
        return files;
    }

    /** Each file by its own parser, then what holds between files. A further file gets its line here. */
    static ReferenceData read(Map<String, byte[]> files, Problems problems) {
        GridIndex grids = parse(ReferenceFileName.GRIDS, files, problems, GridsParser::parse)
                .orElseGet(GridIndex::empty);
        // Of grids that can't be read, buildings could only say that they are not there.
        GridIndex known = problems.isEmpty() ? grids : GridIndex.empty();
        BuildingIndex buildings = parse(
                        ReferenceFileName.BUILDINGS,
                        files,
                        problems,
                        (text, found) -> BuildingsParser.parse(text, known, found))
                .orElseGet(BuildingIndex::empty);
        CategoryCatalogue categories = parse(ReferenceFileName.CATEGORIES, files, problems, CategoriesParser::parse)
                .orElseGet(CategoryCatalogue::empty);
        HotspotPolicy hotspots = parse(
                        ReferenceFileName.HOTSPOTS,
                        files,
                        problems,
                        (text, found) -> HotspotsParser.parse(text, categories, found))
                .orElse(HotspotPolicy.DEFAULT);
        int sound = problems.count();
        CalendarFile calendar = parse(ReferenceFileName.CALENDAR, files, problems, CalendarParser::parse)
                .orElseGet(CalendarFile::none);
        Policy policy = Policy.none();
        // Without its calendars a policy could only say that they are not there.
        if (problems.count() == sound) {
            knownCalendars(shown(ReferenceFileName.CATEGORIES, files), categories, calendar.calendars(), problems);
            policy = parse(
                            ReferenceFileName.POLICY,
                            files,
                            problems,
                            (text, found) -> PolicyParser.parse(text, calendar.calendars(), found))
                    .map(PolicyFile::policy)
                    .orElse(policy);
            knownGroups(policy, categories, problems);
            if (files.containsKey(ReferenceFileName.POLICY.fileName())) {
                knownClasses(policy, grids, problems);
            }
        }
        return new ReferenceData(grids, buildings, categories, policy, calendar.calendars(), hotspots, calendar.zone());
    }

    static PagingBook readPaging(Map<String, byte[]> files, ReferenceData city, Problems problems) {
        PagingPolicy policy = parse(ReferenceFileName.PAGING, files, problems, PagingParser::parse)
                .orElseGet(() -> new PagingPolicy("none", List.of(), "nobody", List.of(), List.of()));
        CalendarFile calendar = new CalendarFile(city.zone(), city.calendars());
        Roster roster = parse(
                        ReferenceFileName.ROSTER,
                        files,
                        problems,
                        (text, found) -> RosterParser.parse(text, calendar, city.buildings(), found))
                .orElseGet(() -> Roster.empty(city.zone()));
        List<Silence> silences = parse(ReferenceFileName.SILENCES, files, problems, SilencesParser::parse)
                .orElse(List.of());
        Map<String, String> clockZh = new HashMap<>();
        Map<String, String> clockEn = new HashMap<>();
        city.policy().clocks().forEach(clock -> {
            clockZh.put(clock.id(), clock.titleZh());
            clockEn.put(clock.id(), clock.title());
        });
        return new PagingBook(policy, roster, silences, clockZh, clockEn);
    }

    private static void knownCalendars(
            String file, CategoryCatalogue categories, WorkCalendars calendars, Problems problems) {
        TreeSet<String> named = new TreeSet<>();
        categories.groups().forEach(group -> addCalendar(group.close(), named));
        categories.categories().forEach(category -> addCalendar(category.close(), named));
        for (String id : named) {
            if (calendars.find(id) == null) {
                problems.add(
                        file,
                        "close.calendar",
                        "\"" + id + "\"",
                        "a calendar of calendar.yaml, one of " + calendars.ids());
            }
        }
    }

    /** A clock for a group that no category can have would never run, and nobody would notice. */
    private static void knownGroups(Policy policy, CategoryCatalogue categories, Problems problems) {
        TreeSet<String> known = new TreeSet<>();
        categories.groups().forEach(group -> known.add(group.code()));
        for (ClockRule rule : policy.clocks()) {
            Set<String> named = new TreeSet<>(rule.when().categoryGroups());
            rule.goals().forEach(goal -> named.addAll(goal.when().categoryGroups()));
            for (String group : named) {
                if (!known.contains(group)) {
                    problems.add(
                            ReferenceFileName.POLICY.fileName(),
                            "clock " + rule.id(),
                            "category group \"" + group + "\"",
                            "a group of categories.yaml, one of " + known);
                }
            }
        }
    }

    /** Only odd, since grids may come later: a clock or goal for a class that no grid has. */
    private static void knownClasses(Policy policy, GridIndex grids, Problems problems) {
        TreeSet<String> known = new TreeSet<>();
        for (Grid grid : grids.all()) {
            if (grid.neighbourhoodClass() != null) {
                known.add(grid.neighbourhoodClass());
            }
        }
        TreeSet<String> unknown = new TreeSet<>();
        for (ClockRule rule : policy.clocks()) {
            unknown.addAll(rule.when().neighbourhoodClasses());
            rule.goals().forEach(goal -> unknown.addAll(goal.when().neighbourhoodClasses()));
        }
        unknown.removeAll(known);
        if (!grids.isEmpty() && !unknown.isEmpty()) {
            problems.warn(
                    ReferenceFileName.POLICY.fileName(),
                    "neighbourhoodClass",
                    "no grid is of the class " + String.join(", ", unknown));
        }
    }

    private static void addCalendar(@Nullable CloseGoal goal, Set<String> into) {
        if (goal != null && goal.calendarId() != null) {
            into.add(goal.calendarId());
        }
    }

    private static <T> Optional<T> parse(
            ReferenceFileName name,
            Map<String, byte[]> files,
            Problems problems,
            BiFunction<ReferenceText, Problems, T> parser) {
        byte[] bytes = files.get(name.fileName());
        if (bytes == null && name.hasDefault()) {
            bytes = defaultOf(name);
        }
        return bytes == null
                ? Optional.empty()
                : ReferenceText.of(shown(name, files), bytes, problems).map(text -> parser.apply(text, problems));
    }

    /** How a file is called in problems: nobody finds in a folder what stands in for a file that is missing there. */
    private static String shown(ReferenceFileName name, Map<String, byte[]> files) {
        return files.containsKey(name.fileName())
                ? name.fileName()
                : name.fileName() + " of the reference city (the folder has none of its own)";
    }

    private static byte[] defaultOf(ReferenceFileName name) {
        String resource = "/reference/" + name.fileName();
        try (InputStream in = ReferenceLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " can't be read", e);
        }
    }
}
