package io.twinstream;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.twinstream.tick.Tick;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between the rooms. Class files are read, not loaded, so no engine is needed. */
class ArchitectureTest {

    private static final String ROOT = "io.twinstream.";

    /** What a room names; it may also use what those rooms may use. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("tick", Set.of()),
            entry("kafka", Set.of()),
            entry("lane", Set.of("tick")),
            entry("sink", Set.of("tick", "lane")),
            entry("pipeline", Set.of("sink", "kafka")),
            entry("pipeline.flink", Set.of("pipeline")),
            entry("pipeline.spark", Set.of("pipeline")),
            entry("feed", Set.of("tick", "kafka")),
            entry("experiment", Set.of("lane")),
            entry("history", Set.of("experiment")),
            entry("audit", Set.of("history", "sink", "kafka")),
            entry("checker", Set.of("history")),
            entry("statistics", Set.of()),
            entry("archive", Set.of("checker", "statistics")),
            entry("claim", Set.of("archive")),
            entry("report", Set.of("claim")),
            entry("report.text", Set.of("report")),
            entry("report.chart", Set.of("report")),
            entry("report.page", Set.of("report.text", "report.chart")),
            entry("report.paper", Set.of("report.text", "report.chart")),
            entry("report.front", Set.of("report.text", "report.chart")),
            entry("lab.server", Set.of("experiment")),
            entry("lab.workload", Set.of("history", "feed", "lab.server")),
            entry("lab.fault", Set.of("lab.workload")),
            entry("lab.lane", Set.of("lab.fault", "pipeline")),
            entry("lab.trial", Set.of("lab.lane", "audit", "report.page")),
            entry("lab.junit", Set.of("lab.trial")),
            entry("lab.series", Set.of("lab.trial")),
            entry("cli", Set.of("lab.series", "report.paper", "report.front")));

    /** Rooms whose classes run inside an engine or beside it, and are measured. */
    private static final String[] MEASURED = {
        ROOT + "tick", ROOT + "kafka", ROOT + "lane", ROOT + "feed", ROOT + "sink", ROOT + "pipeline.."
    };

    /** What the tests in a room use besides what the room may use, and the rooms that only tests are in. */
    private static final Map<String, Set<String>> TEST_ARROWS = Map.ofEntries(
            entry("sink", Set.of("lab.junit")), // on a real database
            entry("pipeline.flink", Set.of("experiment")), // each program is held to its lane's descriptor
            entry("pipeline.spark", Set.of("experiment")),
            entry("statistics", Set.of("archive")),
            entry("report", Set.of("report.page")),
            entry("lab.server", Set.of("lab.fault")),
            entry("lab.lane", Set.of("lab.trial")),
            entry("cli", Set.of("lab.junit")),
            entry("lab.example", Set.of("lab.junit")),
            entry("claims", Set.of("claims.mutants", "lab.junit")),
            entry("claims.mutants", Set.of("lab.lane", "checker")),
            entry("claims.findings", Set.of("claims")));

    private static JavaClasses classes;
    private static JavaClasses suite;

    @BeforeAll
    static void read() throws URISyntaxException {
        classes = readBeside(Tick.class);
        suite = readBeside(ArchitectureTest.class);
    }

    private static JavaClasses readBeside(Class<?> one) throws URISyntaxException {
        return new ClassFileImporter()
                .importPath(Path.of(
                        one.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }

    static Set<String> rooms() {
        return new TreeSet<>(ARROWS.keySet());
    }

    @Test
    void every_class_is_in_a_room() {
        Set<String> packages = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith("gg.jte.generated")) // what templates were compiled to
                .collect(Collectors.toSet());

        assertThat(packages).isSubsetOf(rooms().stream().map(ROOT::concat).toList());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_uses_only_rooms_that_its_arrows_reach(String room) {
        String[] allowed = reach(room).map(ROOT::concat).toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAnyPackage("io.twinstream..")).or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true)
                .check(classes);
    }

    private static Stream<String> reach(String room) {
        return Stream.concat(
                Stream.of(room), ARROWS.getOrDefault(room, Set.of()).stream().flatMap(ArchitectureTest::reach));
    }

    static Set<String> roomsOfTests() {
        Set<String> all = rooms();
        all.addAll(TEST_ARROWS.keySet());
        return all;
    }

    @Test
    void every_test_is_in_a_room() {
        assertThat(suite.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .isSubsetOf(Stream.concat(
                                Stream.of("io.twinstream"),
                                roomsOfTests().stream().map(ROOT::concat))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("roomsOfTests")
    void a_test_uses_only_rooms_that_its_arrows_reach(String room) {
        String[] allowed =
                Stream.concat(reach(room), testReach(room)).map(ROOT::concat).toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAnyPackage("io.twinstream..")).or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true)
                .check(suite);
    }

    private static Stream<String> testReach(String room) {
        return TEST_ARROWS.getOrDefault(room, Set.of()).stream()
                .flatMap(next -> Stream.concat(reach(next), testReach(next)));
    }

    @Test
    void what_is_measured_knows_nothing_of_what_measures() {
        noClasses()
                .that()
                .resideInAnyPackage(MEASURED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "experiment", ROOT + "history", ROOT + "audit", ROOT + "checker", ROOT + "lab..")
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flink", "spark"})
    void an_engine_is_used_in_its_own_room_only(String engine) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "pipeline." + engine)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache." + engine + "..")
                .check(classes);
    }

    @Test
    void what_runs_in_both_engines_uses_only_what_both_carry() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "tick", ROOT + "kafka", ROOT + "lane", ROOT + "sink", ROOT + "pipeline")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.twinstream..",
                        "java..",
                        "javax..",
                        "org.postgresql..",
                        "com.fasterxml.jackson.core..",
                        "org.apache.kafka.clients.admin..",
                        "org.apache.kafka.common..")
                .check(classes);
    }

    @Test
    void the_checker_reads_no_clock() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "checker")
                .should()
                .accessTargetWhere(target(nameMatching("now|nanoTime|currentTimeMillis"))
                        .and(targetOwner(resideInAnyPackage("java.time..", "java.lang"))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void the_checker_touches_no_server_and_no_file() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "checker")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "org.postgresql..", "org.apache.kafka..", "java.net..", "java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|RandomAccess).*")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void only_the_room_of_junit_needs_it() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "lab.junit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j..", "org.assertj..")
                .check(classes);
    }

    @Test
    void only_the_servers_know_what_a_container_is() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "lab.server")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
                .check(suite);
    }

    @Test
    void a_claim_and_a_fault_do_not_know_in_which_form_a_server_runs() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "claims..", ROOT + "lab.fault", ROOT + "lab.workload")
                .should()
                .dependOnClassesThat(nameMatching(".*\\.(Form|Choice|(Broker|Database)(Process|Container))"))
                .check(suite);
    }
}
