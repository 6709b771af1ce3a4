package org.govbrain.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the product is made of besides its own classes: every jar that the build puts on a class path. */
class DependenciesTest {
    private static final Path ROOT = Path.of("..");
    private static final List<Path> CLASS_PATHS = List.of(
            ROOT.resolve("local/target/lib"),
            ROOT.resolve("local/broker/target/lib"),
            ROOT.resolve("local/flink/target/lib"),
            ROOT.resolve("local/elasticsearch/target/node"),
            ROOT.resolve("jobs/jar/target/content/lib"));
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^-]*(?:-.+)?)\\.jar");
    /** A line of the list: licences, name, coordinates. */
    private static final Pattern LISTED =
            Pattern.compile("\\s*((?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\) ?)+).*\\((\\S+):(\\S+):(\\S+) - .*\\)");

    private static final Pattern LICENCE = Pattern.compile("\\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\)");

    /** Licences under which the product may be passed on; of several that a library has one is enough. */
    private static final Pattern ALLOWED =
            Pattern.compile("(?i).*(apache|\\bMIT\\b|\\bBSD\\b|go license|CC0|public domain"
                    + "|eclipse|\\bEPL\\b|\\bEDL\\b|elastic license|lesser general).*");

    @Test
    void every_library_is_listed_with_a_licence_under_which_the_product_may_be_passed_on() throws IOException {
        Map<String, List<String>> listed = new HashMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("THIRD-PARTY.txt"))) {
            Matcher entry = LISTED.matcher(line);
            if (entry.matches()) {
                List<String> licences = new ArrayList<>();
                LICENCE.matcher(entry.group(1)).results().forEach(each -> licences.add(each.group(1)));
                listed.put(entry.group(3) + "-" + entry.group(4), licences);
            }
        }
        assertThat(listed).as("what the list holds").isNotEmpty();
        Set<String> unlisted = new TreeSet<>();
        jars().forEach((artifact, versions) -> versions.forEach(version -> {
            if (!listed.containsKey(artifact + "-" + version)) {
                unlisted.add(artifact + "-" + version);
            }
        }));
        assertThat(unlisted)
                .as("make the list anew, as docs/SECURITY.md says, and look at what is new in it")
                .isEmpty();
        assertThat(listed)
                .as("a licence is allowed")
                .allSatisfy((library, licences) -> assertThat(licences)
                        .as(library)
                        .anySatisfy(licence -> assertThat(licence).matches(ALLOWED)));
    }

    @Test
    void no_library_is_older_than_the_fix_of_an_advisory_that_we_know() throws IOException {
        SortedMap<String, Set<String>> jars = jars();
        Set<String> vulnerable = new TreeSet<>();
        for (String line : Files.readAllLines(ROOT.resolve("deploy/security/advisories.csv"))) {
            String[] parts = line.split(",", 3);
            for (String version : jars.getOrDefault(parts[0], Set.of())) {
                if (Version.parse(version).compareTo(Version.parse(parts[1])) < 0) {
                    vulnerable.add(parts[0] + " " + version + ": " + parts[2] + ", fixed in " + parts[1]);
                }
            }
        }
        assertThat(vulnerable).isEmpty();
        assertThat(jars.keySet())
                .as("what advisories are kept of is still there, or they can go")
                .contains("log4j-core", "kafka-clients", "lz4-java", "netty-codec-http");
    }

    private static SortedMap<String, Set<String>> jars() throws IOException {
        SortedMap<String, Set<String>> jars = new TreeMap<>();
        for (Path folder : CLASS_PATHS) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(file -> JAR.matcher(file.getFileName().toString()))
                        .filter(jar -> jar.matches() && !jar.group(1).startsWith("govbrain-"))
                        .forEach(jar -> jars.computeIfAbsent(jar.group(1), unused -> new TreeSet<>())
                                .add(jar.group(2)));
            }
        }
        return jars;
    }
}
