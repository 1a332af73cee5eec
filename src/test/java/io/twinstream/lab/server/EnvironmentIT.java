package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.experiment.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentIT {

    @Test
    void all_servers_start_side_by_side_once(@TempDir Path logs) throws Exception {
        try (Environment environment = Environment.open(logs, Settings.TUNED)) {
            environment.require(Part.values());
            String broker = environment.broker().incarnation().id();
            environment.require(Part.values());
            assertThat(environment.broker().incarnation().id()).isEqualTo(broker);
            assertThat(environment.timesToReady()).containsOnlyKeys(Part.values());
            assertThat(environment.flink().processes()).hasSize(3);
            assertThat(environment.spark().processes()).hasSize(2);
            try (Connection connection = environment.database().connect()) {
                assertThat(connection.isValid(30)).isTrue();
            }
            ServerProcess plain =
                    environment.startPlain("plain", Plain.class.getName(), List.of("-Xmx32m"), List.of("hello"));
            plain.awaitSuccess(Duration.ofSeconds(30));
            assertThat(plain.log().lines()).containsExactly("hello");
        }
    }

    @Test
    void the_process_that_measures_loads_no_engine() {
        for (String engineClass : List.of(
                "org.apache.flink.api.common.JobID",
                "org.apache.spark.SparkContext",
                "com.esotericsoftware.kryo.Kryo")) {
            assertThatThrownBy(() -> Class.forName(engineClass)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    /** A main class of the test class path. */
    static final class Plain {

        private Plain() {}

        public static void main(String[] args) {
            System.out.println(args[0]);
        }
    }
}
