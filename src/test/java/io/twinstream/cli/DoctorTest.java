package io.twinstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.server.Choice;
import io.twinstream.lab.server.Docker;
import io.twinstream.lab.server.EngineJdk;
import io.twinstream.lab.server.Form;
import io.twinstream.lab.server.Jdk;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoctorTest {

    private static final long GIB = 1L << 30;
    private static final long GB = 1_000_000_000L;
    private static final Choice PROCESSES = new Choice(Form.PROCESS, "there are binaries");
    private static final Choice CONTAINERS = new Choice(Form.DOCKER, "there are no binaries");
    private static final Docker DOCKER = new Docker("28.2.2", "");
    private static final Docker NO_DOCKER = new Docker("", "there is no Docker engine; start Docker");
    private static final EngineJdk SAME =
            new EngineJdk(Optional.of(new Jdk(Path.of("/jdk"), 17, "17.0.15+6")), "it is the one that measures");
    private static final Machine GOOD = new Machine(
            17, true, SAME, "3.8.7", false, 5 * GIB, 3 * GB, PROCESSES, NO_DOCKER, true, true, true, 32768, 200);

    @Test
    void a_machine_that_has_all_is_ready() {
        StringWriter out = new StringWriter();

        int exit = DoctorCommand.tell(Doctor.examine(GOOD), true, new PrintWriter(out));

        assertThat(exit).isZero();
        assertThat(out.toString()).doesNotContain("missing").contains("./mvnw verify             would run");
    }

    @Test
    void outside_a_checkout_there_is_nothing_to_verify() {
        StringWriter out = new StringWriter();

        DoctorCommand.tell(Doctor.examine(GOOD), false, new PrintWriter(out));

        assertThat(out.toString())
                .contains("./mvnw verify             would not run here: this folder is no checkout")
                .contains("./twinstream run, matrix  would run");
    }

    static Stream<Arguments> lacking() {
        return Stream.of(
                Arguments.of("jdk", with(16, true, "3.8.7", false, 9 * GIB, 9 * GB, PROCESSES, false, false, 200)),
                Arguments.of("jdk", with(17, false, "3.8.7", false, 9 * GIB, 9 * GB, PROCESSES, false, false, 200)),
                Arguments.of("maven", with(17, true, "", false, 9 * GIB, 9 * GB, PROCESSES, false, false, 200)),
                Arguments.of("maven", with(17, true, "3.8.5", false, 9 * GIB, 9 * GB, PROCESSES, false, false, 200)),
                Arguments.of("maven", with(17, true, "4.0.0", false, 9 * GIB, 9 * GB, PROCESSES, false, false, 200)),
                Arguments.of("memory", with(17, true, "", true, 4 * GIB, 9 * GB, PROCESSES, false, false, 200)),
                Arguments.of("disk", with(17, true, "", true, 9 * GIB, 2 * GB, PROCESSES, false, false, 200)),
                Arguments.of("servers", with(17, true, "", true, 9 * GIB, 9 * GB, CONTAINERS, false, false, 200)),
                Arguments.of("user", with(17, true, "", true, 9 * GIB, 9 * GB, PROCESSES, true, false, 200)),
                Arguments.of(
                        "fonts",
                        new Machine(
                                17, true, SAME, "", true, 9 * GIB, 9 * GB, PROCESSES, NO_DOCKER, false, false, false,
                                32768, 200)),
                Arguments.of("ports", with(17, true, "", true, 9 * GIB, 9 * GB, PROCESSES, false, false, 10)));
    }

    @ParameterizedTest
    @MethodSource
    void lacking(String name, Machine machine) {
        StringWriter out = new StringWriter();

        List<Check> checks = Doctor.examine(machine);
        int exit = DoctorCommand.tell(checks, true, new PrintWriter(out));

        assertThat(exit).isEqualTo(2);
        assertThat(checks).filteredOn(check -> !check.ok()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo(name);
            assertThat(check).asString().startsWith("missing " + name).endsWith(check.wayOut());
        });
        assertThat(out.toString()).contains("would not run: " + name);
    }

    @Test
    void it_says_what_the_servers_would_be_and_why() {
        assertThat(servers(PROCESSES, NO_DOCKER))
                .hasToString("ok      servers   broker and database run as processes: there are binaries;"
                        + " no Docker for containers");
        assertThat(servers(PROCESSES, DOCKER)).asString().endsWith("; Docker 28.2.2 could run them in containers");
        assertThat(servers(CONTAINERS, DOCKER))
                .hasToString("ok      servers   broker and database run in containers: there are no binaries;"
                        + " Docker 28.2.2");
        assertThat(servers(CONTAINERS, NO_DOCKER))
                .hasToString("missing servers   broker and database run in containers: there are no binaries;"
                        + " there is no Docker engine; start Docker");
    }

    @Test
    void root_needs_no_tool_where_postgresql_is_a_container() {
        assertThat(Doctor.examine(new Machine(
                        17,
                        true,
                        SAME,
                        "3.8.7",
                        false,
                        5 * GIB,
                        3 * GB,
                        CONTAINERS,
                        DOCKER,
                        true,
                        false,
                        true,
                        32768,
                        200)))
                .allMatch(Check::ok);
    }

    @Test
    void it_says_which_jdk_measures_and_which_the_engines_run_on() {
        assertThat(Doctor.examine(GOOD))
                .extracting(Check::toString)
                .contains(
                        "ok      jdk       Java 17 measures",
                        "ok      engines   the engines run on JDK 17.0.15+6 in /jdk: it is the one that measures");
    }

    @Test
    void what_to_do_is_said_where_there_is_no_jdk_for_the_engines() {
        Machine machine = new Machine(
                26,
                true,
                new EngineJdk(Optional.empty(), "nobody has tried the engines on JDK 26; install another"),
                "3.8.7",
                false,
                5 * GIB,
                3 * GB,
                PROCESSES,
                NO_DOCKER,
                false,
                false,
                true,
                32768,
                200);
        assertThat(Doctor.examine(machine))
                .filteredOn(check -> !check.ok())
                .singleElement()
                .hasToString("missing engines   no JDK that both run on;"
                        + " nobody has tried the engines on JDK 26; install another");
    }

    private static Check servers(Choice choice, Docker docker) {
        Machine machine = new Machine(
                17, true, SAME, "3.8.7", false, 5 * GIB, 3 * GB, choice, docker, false, false, true, 32768, 200);
        return Doctor.examine(machine).stream()
                .filter(check -> check.name().equals("servers"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void this_machine_can_be_looked_at() {
        Machine here = Machine.here();

        assertThat(here.java()).isEqualTo(Runtime.version().feature());
        assertThat(here.engines().jdk()).isPresent();
        assertThat(here.memory()).isPositive();
        assertThat(here.disk()).isPositive();
        assertThat(here.bindable()).isPositive();
        assertThat(here.fonts()).isTrue();
    }

    private static Machine with(
            int java,
            boolean compiler,
            String maven,
            boolean wrapper,
            long memory,
            long disk,
            Choice choice,
            boolean root,
            boolean dropsRoot,
            int bindable) {
        return new Machine(
                java, compiler, SAME, maven, wrapper, memory, disk, choice, NO_DOCKER, root, dropsRoot, true, 32768,
                bindable);
    }
}
