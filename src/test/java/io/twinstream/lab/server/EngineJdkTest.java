package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineJdkTest {

    private static final Jdk JDK_17 = new Jdk(Path.of("/jdk/17"), 17, "17.0.15+6");
    private static final Jdk JDK_21 = new Jdk(Path.of("/jdk/21"), 21, "21.0.9+1");
    private static final Jdk JDK_25 = new Jdk(Path.of("/jdk/25"), 25, "25.0.3+9");
    private static final Jdk JDK_26 = new Jdk(Path.of("/jdk/26"), 26, "26+1");
    private static final KnownJdks ALL_RUN = new KnownJdks(List.of(17, 21, 25), Map.of());
    private static final KnownJdks NOT_ON_25 =
            new KnownJdks(List.of(17, 21, 25), Map.of(25, "spark 4.0.0 does not run on JDK 25: too new"));

    @Test
    void the_engines_run_on_the_jdk_that_measures_if_they_can() {
        assertThat(EngineJdk.of("", JDK_25, List.of(JDK_17), ALL_RUN))
                .hasToString("the engines run on JDK 25.0.3+9 in /jdk/25: it is the one that measures");
    }

    @Test
    void else_on_the_oldest_that_is_installed_and_that_they_can_run_on() {
        assertThat(EngineJdk.of("", JDK_25, List.of(JDK_25, JDK_21, JDK_17), NOT_ON_25))
                .hasToString(
                        "the engines run on JDK 17.0.15+6 in /jdk/17: spark 4.0.0 does not run on JDK 25: too new");
        assertThat(EngineJdk.of("", JDK_26, List.of(JDK_21), ALL_RUN))
                .hasToString("the engines run on JDK 21.0.9+1 in /jdk/21: nobody has tried the engines on JDK 26");
    }

    @Test
    void where_none_is_installed_it_is_said_which_to_install() {
        assertThat(EngineJdk.of("", JDK_25, List.of(JDK_25), NOT_ON_25))
                .hasToString("There is no JDK for the engines: spark 4.0.0 does not run on JDK 25: too new;"
                        + " install a JDK 17 or 21 and set JAVA_HOME_17 or JAVA_HOME_21 to it");
    }

    @Test
    void one_is_asked_for_by_its_release_or_its_folder() {
        assertThat(EngineJdk.of("21", JDK_25, List.of(JDK_17, JDK_21), ALL_RUN))
                .hasToString("the engines run on JDK 21.0.9+1 in /jdk/21: asked for with -Dtwinstream.engine.jdk=21");
        assertThat(EngineJdk.of("25", JDK_25, List.of(), ALL_RUN).jdk()).contains(JDK_25);
        Jdk here = Jdk.here();
        KnownJdks onlyThis = new KnownJdks(List.of(here.release()), Map.of());
        assertThat(EngineJdk.of(here.home().toString(), JDK_26, List.of(), onlyThis)
                        .jdk())
                .contains(here);
    }

    @Test
    void one_that_is_asked_for_and_cannot_be_had_is_an_error() {
        assertThat(EngineJdk.of("21", JDK_25, List.of(JDK_17), ALL_RUN))
                .hasToString("There is no JDK for the engines: -Dtwinstream.engine.jdk=21 finds none;"
                        + " install one and set JAVA_HOME_21 to it");
        assertThat(EngineJdk.of("/no/where", JDK_25, List.of(JDK_17), ALL_RUN))
                .hasToString("There is no JDK for the engines: -Dtwinstream.engine.jdk=/no/where is not the folder of a"
                        + " JDK; give one that has bin/java and release, or a release");
        assertThat(EngineJdk.of("25", JDK_17, List.of(JDK_25), NOT_ON_25))
                .hasToString("There is no JDK for the engines: spark 4.0.0 does not run on JDK 25: too new;"
                        + " -Dtwinstream.engine.jdk=25 asks for it, ask for 17 or 21");
    }

    @Test
    void what_is_declared_of_the_versions_that_are_run_counts() throws IOException {
        KnownVersions declared = KnownVersions.parse("""
                {
                  "flink": {"excluded": {}, "versions": {
                    "2.3.0": {"status": "published"},
                    "2.1.1": {"status": "experimental", "failsOn": {"21": "slow"}}}},
                  "spark": {"excluded": {}, "versions": {
                    "4.2.0": {"status": "published"},
                    "4.0.0": {"status": "experimental", "failsOn": {"25": "too new"}}}},
                  "jdk": {"excluded": {}, "versions": {
                    "25": {"status": "experimental"}, "17": {"status": "published"}, "21": {"status": "experimental"}}}
                }""");

        assertThat(KnownJdks.of(declared, engine -> null)).isEqualTo(ALL_RUN);
        assertThat(KnownJdks.of(declared, Map.of("spark", "4.0.0")::get)).isEqualTo(NOT_ON_25);
        assertThat(KnownJdks.of(declared, Map.of("flink", "2.1.1")::get).obstacle(21))
                .contains("flink 2.1.1 does not run on JDK 21: slow");
    }

    @Test
    void what_is_published_runs_on_every_jdk_that_is_listed() {
        KnownJdks known = KnownJdks.load();

        assertThat(known.suitable()).isEqualTo(known.tried()).contains(17, 25);
    }
}
