package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ImagesTest {

    private final Versions versions = Versions.load();
    private final Images images = new Images(versions);

    @Test
    void the_official_images_have_the_versions_of_the_processes() {
        assertThat(images.name(Role.BROKER)).isEqualTo("apache/kafka:" + versions.of("kafka"));
        assertThat(images.name(Role.POSTGRESQL)).matches("postgres:\\d+\\.\\d+");
        assertThat(versions.of("postgresql.server"))
                .startsWith(images.name(Role.POSTGRESQL).substring("postgres:".length()) + ".");
    }

    @Test
    void engines_are_no_containers() {
        assertThatIllegalArgumentException().isThrownBy(() -> images.name(Role.FLINK));
    }
}
