package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.experiment.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterIT {

    @Test
    void a_cluster_starts_refuses_what_is_no_job_and_replaces_a_task_manager(@TempDir Path logs) throws Exception {
        try (Site site = Site.open(logs);
                FlinkCluster flink = new FlinkCluster(site, Settings.TUNED)) {
            flink.start();
            assertThat(flink.processes()).hasSize(3);
            Path noJob = Files.write(logs.resolve("no-job.jar"), new byte[] {1, 2, 3});
            assertThatThrownBy(() -> flink.submit(noJob, "no.such.Main"))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("Flink refused POST")
                    .hasMessageNotContaining("\tat ");
            flink.killTaskManager("tm-1");
            assertThat(flink.startTaskManager()).isEqualTo("tm-3");
            assertThat(flink.processes()).hasSize(3);
        }
    }
}
