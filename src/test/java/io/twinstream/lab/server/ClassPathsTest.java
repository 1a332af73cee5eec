package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathsTest {

    private static final List<String> ASKED = List.of("g:a:1");

    @TempDir
    private Path folder;

    @Test
    void a_resolved_class_path_is_remembered_until_a_jar_changes() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "a");
        ClassPath classPath = new ClassPath(Role.BROKER, List.of(new ClassPath.Entry("g:a:1", Sha256.of(jar), jar)));
        ClassPathFile file = new ClassPathFile(folder.resolve("class-paths"));
        assertThat(file.read(Role.BROKER, ASKED)).isEmpty();
        file.write(classPath, ASKED);
        assertThat(file.read(Role.BROKER, ASKED)).contains(classPath);
        assertThat(file.read(Role.BROKER, List.of("g:a:2"))).isEmpty();
        Files.writeString(jar, "another");
        assertThat(file.read(Role.BROKER, ASKED)).isEmpty();
    }

    @Test
    void an_artifact_that_is_not_to_be_had_is_named_with_the_way_out() {
        System.setProperty("twinstream.maven.offline", "true");
        try (MavenResolver maven = new MavenResolver()) {
            assertThatThrownBy(() -> maven.resolve(Role.BROKER, List.of("io.twinstream:no-such-thing:0.0.0")))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("The class path of broker cannot be resolved")
                    .hasMessageContaining("io.twinstream:no-such-thing")
                    .hasMessageEndingWith("Maven is offline: run once without -o.");
        } finally {
            System.clearProperty("twinstream.maven.offline");
        }
    }

    @Test
    void another_version_of_an_engine_brings_the_connectors_that_go_with_it() {
        System.setProperty("flink.version", "2.1.1");
        try {
            assertThat(Role.FLINK.coordinates(Versions.load()))
                    .contains(
                            "org.apache.flink:flink-runtime:2.1.1", "org.apache.flink:flink-connector-kafka:5.0.0-2.1");
        } finally {
            System.clearProperty("flink.version");
        }
        assertThat(Role.FLINK.coordinates(Versions.load()))
                .noneMatch(coordinate -> coordinate.contains("2.1.1") || coordinate.contains("${"));
    }

    @Test
    void a_lane_that_an_older_engine_lacks_is_reported_with_the_reason() {
        System.setProperty("spark.version", "4.0.0");
        try {
            assertThat(Versions.load().lacks("spark-realtime")).contains("real-time mode came with Spark 4.1");
            assertThat(Versions.load().lacks("spark")).isEmpty();
        } finally {
            System.clearProperty("spark.version");
        }
        assertThat(Versions.load().lacks("spark-realtime")).isEmpty();
    }
}
