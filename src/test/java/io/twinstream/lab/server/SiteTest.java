package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

    @TempDir
    private Path folder;

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Site.makeFolder(file.resolve("logs")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("Cannot make the folder " + file.resolve("logs"))
                .hasMessageEndingWith("it needs space and the right to write.");
    }

    @Test
    void a_full_disk_is_reported_before_anything_starts() {
        Home.requireSpace(folder, 1);
        assertThatThrownBy(() -> Home.requireSpace(folder, Long.MAX_VALUE))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("MiB are free in " + folder)
                .hasMessageEndingWith("make room.");
    }

    @Test
    void a_folder_behind_a_closed_one_is_not_for_everybody() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertThat(Home.isReachable(closed.resolve("data"))).isFalse();
        assertThat(Home.isReachable(Path.of("/"))).isTrue();
    }
}
