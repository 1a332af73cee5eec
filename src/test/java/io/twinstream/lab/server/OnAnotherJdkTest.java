package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnAnotherJdkTest {

    private final String asked = System.getProperty(EngineJdk.SETTING);

    @AfterEach
    void askAsBefore() {
        if (asked == null) {
            System.clearProperty(EngineJdk.SETTING);
        } else {
            System.setProperty(EngineJdk.SETTING, asked);
        }
    }

    @Test
    void a_java_process_is_started_by_the_java_of_the_jdk_it_is_put_on() {
        ServerCommand here =
                ServerCommand.ofJava("broker", Path.of("broker.log"), "a.jar", List.of("-Xmx1m"), "Main", List.of("x"));
        ServerCommand there = here.on(new Jdk(Path.of("/jdk/21"), 21, "21.0.9"));

        assertThat(here.words()).startsWith(ServerCommand.java(), "-Xmx1m");
        assertThat(there.words()).containsExactly("/jdk/21/bin/java", "-Xmx1m", "-cp", "a.jar", "Main", "x");
        assertThat(there.log()).isEqualTo(here.log());
    }

    @Test
    void the_engines_run_on_the_one_that_is_asked_for() {
        System.setProperty(EngineJdk.SETTING, System.getProperty("java.home"));

        assertThat(Versions.load().engineJdk()).isEqualTo(Jdk.here());
    }

    @Test
    void one_that_cannot_be_had_is_an_error_before_anything_is_started() {
        System.setProperty(EngineJdk.SETTING, "/no/where");

        assertThatThrownBy(() -> Versions.load().engineJdk())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(
                        "There is no JDK for the engines: -Dtwinstream.engine.jdk=/no/where is not the folder of a JDK;");
    }
}
