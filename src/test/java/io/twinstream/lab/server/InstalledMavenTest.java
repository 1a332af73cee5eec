package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledMavenTest {

    @TempDir
    private Path root;

    @Test
    void the_settings_are_those_of_the_maven_on_the_path_which_may_be_a_link() throws IOException {
        Path home = installed("maven");
        Path bin = Files.createDirectory(root.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("mvn"), home.resolve("bin/mvn"));

        assertThat(InstalledMaven.globalSettings(Map.of("PATH", root.resolve("no") + ":" + bin)))
                .contains(home.toRealPath().resolve("conf/settings.xml"));
    }

    @Test
    void a_maven_that_is_named_goes_first() throws IOException {
        Path onPath = installed("one");
        Path named = installed("other");

        assertThat(InstalledMaven.globalSettings(
                        Map.of("PATH", onPath.resolve("bin").toString(), "MAVEN_HOME", named.toString())))
                .contains(named.resolve("conf/settings.xml"));
    }

    @Test
    void without_a_maven_there_are_none() {
        assertThat(InstalledMaven.globalSettings(Map.of("PATH", root.toString(), "MAVEN_HOME", "")))
                .isEmpty();
    }

    private Path installed(String name) throws IOException {
        Path home = root.resolve(name);
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/settings.xml"), "<settings/>");
        Files.createDirectories(home.resolve("bin"));
        assertThat(Files.createFile(home.resolve("bin/mvn")).toFile().setExecutable(true))
                .isTrue();
        return home;
    }
}
