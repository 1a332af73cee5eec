package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointLogTest {

    private static final String TRIGGERED = "2026-11-30 11:03:29.181097 INFO  [Checkpoint Timer]"
            + " o.a.f.r.c.CheckpointCoordinator: Triggering checkpoint %d (type=CheckpointType{name='Checkpoint',"
            + " sharingFilesStrategy=FORWARD_BACKWARD}) @ 1796036609181 for job %s.";
    private static final String COMPLETED = "2026-11-30 11:03:29.160622 INFO  [jobmanager-io-thread-1]"
            + " o.a.f.r.c.CheckpointCoordinator: Completed checkpoint %d for job %s"
            + " (3462 bytes, checkpointDuration=979 ms, finalizationTime=1 ms).";

    @Test
    void a_checkpoint_is_under_way_from_its_trigger_to_its_completion() {
        assertThat(CheckpointLog.isUnderWay(List.of("something else"), "a")).isFalse();
        assertThat(CheckpointLog.isUnderWay(List.of(triggered(8, "a")), "a")).isTrue();
        assertThat(CheckpointLog.isUnderWay(List.of(triggered(8, "a"), completed(8, "a")), "a"))
                .isFalse();
        assertThat(CheckpointLog.isUnderWay(List.of(triggered(8, "a"), completed(8, "a"), triggered(9, "a")), "a"))
                .isTrue();
    }

    @Test
    void other_jobs_have_checkpoints_of_their_own() {
        List<String> log = List.of(triggered(8, "a"), triggered(9, "b"), completed(9, "b"), completed(8, "a"));

        assertThat(CheckpointLog.isUnderWay(log.subList(0, 3), "a")).isTrue();
        assertThat(CheckpointLog.isUnderWay(log.subList(0, 3), "b")).isFalse();
        assertThat(CheckpointLog.isUnderWay(log, "a")).isFalse();
    }

    private static String triggered(int checkpoint, String job) {
        return TRIGGERED.formatted(checkpoint, job);
    }

    private static String completed(int checkpoint, String job) {
        return COMPLETED.formatted(checkpoint, job);
    }
}
