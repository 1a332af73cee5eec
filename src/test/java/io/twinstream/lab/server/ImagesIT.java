package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only where servers run in containers: without an engine it fails. */
@Tag("container")
@EnabledIf("inContainers")
class ImagesIT {

    @ParameterizedTest(name = "{displayName} pulled: {0}")
    @ValueSource(booleans = {false, true})
    void an_image_that_is_not_there_is_reported_soon_and_in_one_sentence(boolean pull) {
        Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(
                                () -> Images.require("twinstream.kafka.image", "twinstream-absent/kafka:none", pull))
                        .isInstanceOf(EnvironmentException.class)
                        .hasMessageStartingWith("The image twinstream-absent/kafka:none is not on this machine, and "
                                + (pull ? "it cannot be pulled: " : "-Dtwinstream.docker.pull=never keeps it"))
                        .hasMessageEndingWith("or name another with -Dtwinstream.kafka.image=IMAGE."));
    }

    static boolean inContainers() {
        return Choice.here().form() == Form.DOCKER;
    }
}
