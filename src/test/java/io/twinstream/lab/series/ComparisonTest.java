package io.twinstream.lab.series;

import static io.twinstream.experiment.Settings.TUNED;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.lane.Floor.floor;
import static io.twinstream.lab.lane.Spark.spark;
import static io.twinstream.lab.workload.Ticks.ticks;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Commit;
import io.twinstream.archive.RunFolder;
import io.twinstream.archive.StoredTrial;
import io.twinstream.checker.Delivered;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Spare;
import io.twinstream.lab.workload.Workload;
import io.twinstream.lane.SinkMode;
import io.twinstream.report.text.ConsoleTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    private final Comparison comparison = new Comparison(
            List.of(flink(SinkMode.UPSERT), spark(SinkMode.UPSERT), floor()),
            List.of(load(5), load(400)),
            Spare.WITH,
            Duration.ofMinutes(2));

    @TempDir
    private Path root;

    private static Workload load(int perSecond) {
        return ticks().perSecond(perSecond).lasting(Duration.ofSeconds(20));
    }

    @Test
    void lanes_take_turns_there_and_back_under_each_load() {
        assertThat(comparison.trials(TUNED))
                .map(PlannedTrial::name)
                .containsExactly(
                        "flink/UPSERT at ticks 5",
                        "spark/UPSERT at ticks 5",
                        "floor/UPSERT at ticks 5",
                        "floor/UPSERT at ticks 5",
                        "spark/UPSERT at ticks 5",
                        "flink/UPSERT at ticks 5",
                        "flink/UPSERT at ticks 400",
                        "spark/UPSERT at ticks 400",
                        "floor/UPSERT at ticks 400",
                        "floor/UPSERT at ticks 400",
                        "spark/UPSERT at ticks 400",
                        "flink/UPSERT at ticks 400");
    }

    @Test
    void a_line_is_made_of_all_trials_of_a_lane_under_a_load() throws IOException {
        RunFolder run = RunFolder.create(root, Instant.EPOCH, Commit.UNKNOWN);
        run.judge(StoredTrial.stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.50"));
        run.judge(StoredTrial.stored(run.trial(Fault.NONE, 2), Fault.NONE, "9.99"));
        run.judge(StoredTrial.stored(run.trial(Fault.WORKER_KILL, 3), Fault.WORKER_KILL, "1.50"));

        List<ConsoleTable.Line> table = comparison.table(run.judged());

        assertThat(table).singleElement().satisfies(line -> {
            assertThat(List.of(line.lane(), line.sink(), line.load().toString()))
                    .containsExactly("floor", "UPSERT", "ticks 400");
            assertThat(line.rows()).isEqualTo(4);
            assertThat(line.delivered()).isEqualTo(Delivered.CORRUPTED);
            assertThat(line.cpuSeconds()).isPresent();
        });
    }
}
