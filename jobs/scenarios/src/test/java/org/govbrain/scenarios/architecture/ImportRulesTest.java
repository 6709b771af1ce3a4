package org.govbrain.scenarios.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The directions of imports between features, edges and modules. What a pom's classpath forbids is not said again here. */
class ImportRulesTest {
    private static final String DOMAIN = "org.govbrain.domain.";
    private static final String ENGINE = "org.govbrain.engine.";

    /** A feature of the domain sees itself and what stands lower. One that is not listed stands above all. */
    private static final Map<String, Integer> HEIGHT = Map.of(
            "geo",
            0,
            "privacy",
            0,
            "event",
            1,
            "matter",
            2,
            "sla",
            2,
            "hotspot",
            2,
            "alert",
            3,
            "roster",
            4,
            "situation",
            4);

    private static final int TOP = 5;

    /** Where the jobs touch the world outside. */
    private static final List<String> EDGES = List.of("avro", "kafka", "elastic");

    /** Packages of records that are generated from schemas. */
    private static final String[] GENERATED = {
        "org.govbrain.schemas.input..",
        "org.govbrain.schemas.document..",
        "org.govbrain.schemas.reference..",
        "org.govbrain.schemas.delivery.."
    };

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.govbrain");

    private static void check(ArchRule rule) {
        rule.check(PRODUCT);
    }

    private static String feature(JavaClass type, String root) {
        String inside = type.getPackageName().substring(root.length());
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }

    @Test
    void domainFeaturesDoNotImportEachOtherSideways() {
        check(ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("org.govbrain.domain..")
                .should(
                        new ArchCondition<>(
                                "see only their own feature and lower ones, geo → event → {matter, sla, hotspot}"
                                        + " → alert → {roster, situation} → what is not listed in HEIGHT") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                String own = feature(type, DOMAIN);
                                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                                    JavaClass target = dependency.getTargetClass();
                                    if (!target.getPackageName().startsWith(DOMAIN)) {
                                        continue;
                                    }
                                    String other = feature(target, DOMAIN);
                                    if (!other.equals(own)
                                            && HEIGHT.getOrDefault(other, TOP) >= HEIGHT.getOrDefault(own, TOP + 1)) {
                                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                                    }
                                }
                            }
                        }));
    }

    @Test
    void domainFeaturesHaveNoCycles() {
        check(slices().matching("org.govbrain.domain.(*)..").should().beFreeOfCycles());
    }

    @Test
    void generatedRecordsStayAtTheEdge() {
        check(noClasses()
                .that()
                .resideInAPackage("org.govbrain.engine..")
                .and()
                .resideOutsideOfPackages("org.govbrain.engine.avro..", "org.govbrain.engine.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(GENERATED)
                .because("a change of a schema must end in a mapper"));
    }

    @Test
    void bytesOfATopicAreReadByTheStoreOfEveryVersion() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.govbrain.schemas..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro.io..", "org.apache.avro.message..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("DatumReader")
                .because("a reader of its own knows today's schema only, and what lies on a topic may be older:"
                        + " read with RecordDecoder or SingleObject"));
    }

    @Test
    void onlyAJobWiresEdges() {
        check(noClasses()
                .that()
                .resideInAPackage("org.govbrain.engine..")
                .and(new DescribedPredicate<>("are neither an edge nor part of a …Job") {
                    @Override
                    public boolean test(JavaClass type) {
                        String outermost = type.getName().replaceFirst("\\$.*", "");
                        return !EDGES.contains(feature(type, ENGINE)) && !outermost.endsWith("Job");
                    }
                })
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        EDGES.stream().map(edge -> ENGINE + edge + "..").toArray(String[]::new))
                .because("an operator that knows no edge runs on plain lists"));
    }

    @Test
    void theEngineSeesNoModuleAboveIt() {
        check(noClasses()
                .that()
                .resideInAPackage("org.govbrain.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.govbrain.local..", "org.govbrain.bench..", "org.govbrain.dashboards.."));
    }

    @Test
    void enginePackagesHaveNoCycles() {
        check(slices().matching("org.govbrain.engine.(*)..").should().beFreeOfCycles());
    }

    @Test
    void modulesHaveNoCycles() {
        check(slices().matching("org.govbrain.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theLocalRunHasNoCycles() {
        check(slices().matching("org.govbrain.local.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theDashboardsHaveNoCycles() {
        check(slices().matching("org.govbrain.dashboards.(*)..").should().beFreeOfCycles());
    }
}
