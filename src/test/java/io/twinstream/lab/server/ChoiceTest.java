package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ChoiceTest {

    @Test
    void servers_are_processes_where_there_are_binaries_for_them() {
        assertThat(Choice.of("", "Linux", "amd64"))
                .isEqualTo(new Choice(Form.PROCESS, "there are PostgreSQL binaries for Linux amd64"))
                .hasToString("broker and database run as processes: there are PostgreSQL binaries for Linux amd64");
    }

    @Test
    void they_are_containers_where_there_are_none() {
        assertThat(Choice.of("", "Mac OS X", "aarch64"))
                .isEqualTo(new Choice(Form.DOCKER, "there are no PostgreSQL binaries for Mac OS X aarch64"));
    }

    @Test
    void who_asks_for_a_form_has_it() {
        assertThat(Choice.of("docker", "Linux", "amd64"))
                .isEqualTo(new Choice(Form.DOCKER, "asked for with -Dtwinstream.environment=docker"))
                .hasToString("broker and database run in containers: asked for with -Dtwinstream.environment=docker");
        assertThat(Choice.of("process", "Mac OS X", "aarch64").form()).isEqualTo(Form.PROCESS);
    }

    @Test
    void a_form_that_does_not_exist_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Choice.of("podman", "Linux", "amd64"))
                .withMessage("-Dtwinstream.environment is process or docker, not \"podman\".");
    }
}
