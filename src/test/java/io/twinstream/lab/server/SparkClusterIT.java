package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.experiment.Spare;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkClusterIT {

    @Test
    void a_cluster_starts_and_a_driver_that_cannot_run_says_why(@TempDir Path logs) throws Exception {
        try (Site site = Site.open(logs);
                SparkCluster spark = new SparkCluster(site)) {
            spark.start();
            assertThat(spark.processes()).hasSize(2);
            Path noJob = Files.write(logs.resolve("no-job.jar"), new byte[] {1, 2, 3});
            SparkDriver driver = spark.submit("nothing", Spare.NONE, false, noJob, "no.such.Main");
            SparkCheckpoint none = new SparkCheckpoint(Files.createDirectory(logs.resolve("checkpoints")));
            assertThatThrownBy(() -> driver.awaitBatches(none, 1, Duration.ofSeconds(60)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("The spark-nothing ended with exit code")
                    .hasMessageContaining("no.such.Main");
            assertThat(driver.executors()).isEmpty();
        }
    }
}
