package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

    @TempDir
    private Path folder;

    @Test
    void the_one_that_runs_this_is_known() {
        Jdk here = Jdk.here();

        assertThat(here.release()).isEqualTo(Runtime.version().feature());
        assertThat(here.version()).startsWith(here.release() + ".").doesNotContain("\"");
        assertThat(here.java()).isExecutable();
    }

    @Test
    void those_that_variables_name_come_first_and_none_comes_twice() throws IOException {
        Path named = home("elsewhere/21", "JAVA_VERSION=\"21.0.9\"\n");
        Path usual = home("usual/17", "JAVA_VERSION=\"17.0.15\"\nJAVA_RUNTIME_VERSION=\"17.0.15+6-Debian\"\n");
        Files.createSymbolicLink(usual.resolveSibling("a-link"), usual);

        List<Jdk> installed = Jdk.installed(
                Map.of(
                        "JAVA_HOME_21_X64", named.toString(),
                        "JAVA_HOME_17", folder.resolve("gone").toString(),
                        "JAVA_HOME", usual.toString()),
                folder.resolve("usual"));

        assertThat(installed).containsExactly(new Jdk(named, 21, "21.0.9"), new Jdk(usual, 17, "17.0.15+6-Debian"));
        assertThat(installed.get(0)).hasToString("JDK 21.0.9 in " + named);
    }

    @Test
    void a_folder_without_java_or_that_does_not_say_which_it_is_has_none() throws IOException {
        Path silent = home("silent", "IMPLEMENTOR=\"Nobody\"\n");
        Path noRelease = home("no-release", "");
        Files.delete(noRelease.resolve("release"));

        assertThat(Jdk.at(silent)).isEmpty();
        assertThat(Jdk.at(noRelease)).isEmpty();
        assertThat(Jdk.at(folder)).isEmpty();
        assertThat(Jdk.installed(Map.of(), folder.resolve("none"))).isEmpty();
    }

    private Path home(String name, String release) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(home.resolve("release"), release);
        return home;
    }
}
