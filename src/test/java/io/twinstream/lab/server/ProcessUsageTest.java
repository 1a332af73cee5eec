package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessUsageTest {

    @Test
    void the_cpu_time_of_a_dead_process_and_of_its_children_is_kept(@TempDir Path folder) throws Exception {
        try (Watchdog watchdog = Watchdog.start(
                Files.createDirectory(folder.resolve("data")), Form.PROCESS, folder.resolve("watchdog.log"))) {
            ServerProcess busy = ServerProcess.start(
                    new ServerCommand(
                            "busy",
                            List.of("sh", "-c", "sh -c 'while :; do :; done' & wait"),
                            Map.of(),
                            folder.resolve("busy.log")),
                    watchdog);
            ProcessUsage usage = new ProcessUsage(() -> List.of(busy));
            busy.awaitReady(Duration.ofSeconds(30), () -> usage.sample().cpuMillis() >= 100);
            assertThat(usage.sample().rssBytes()).isPositive();
            long before = usage.sample().cpuMillis();
            busy.kill();
            ProcessUsage.Sample after = usage.sample();
            assertThat(after.cpuMillis()).isGreaterThanOrEqualTo(before);
            assertThat(after.rssBytes()).isZero();
        }
    }
}
