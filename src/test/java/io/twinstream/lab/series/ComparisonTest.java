package io.twinstream.lab.series;

import static io.twinstream.lab.server.EngineSettings.TUNED;
import static io.twinstream.lab.workload.Ticks.ticks;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Commit;
import io.twinstream.archive.RunFolder;
import io.twinstream.archive.StoredTrial;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Fault;
import io.twinstream.lab.lane.Subject;
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
            List.of(Subject.flink(SinkMode.UPSERT), Subject.spark(SinkMode.UPSERT), Subject.floor()),
            List.of(load(5), load(400)),
            Duration.ofMinutes(2));

    @TempDir
    private Path root;

    private static Comparison.Load load(int perSecond) {
        return new Comparison.Load(
                perSecond + "/s", ticks().perSecond(perSecond).lasting(Duration.ofSeconds(20)));
    }

    @Test
    void lanes_take_turns_there_and_back_under_each_load() {
        assertThat(comparison.trials(TUNED))
                .map(PlannedTrial::name)
                .containsExactly(
                        "flink/UPSERT at 5/s",
                        "spark/UPSERT at 5/s",
                        "floor/UPSERT at 5/s",
                        "floor/UPSERT at 5/s",
                        "spark/UPSERT at 5/s",
                        "flink/UPSERT at 5/s",
                        "flink/UPSERT at 400/s",
                        "spark/UPSERT at 400/s",
                        "floor/UPSERT at 400/s",
                        "floor/UPSERT at 400/s",
                        "spark/UPSERT at 400/s",
                        "flink/UPSERT at 400/s");
    }

    @Test
    void a_line_is_made_of_all_trials_of_a_lane_under_a_load() throws IOException {
        RunFolder run = RunFolder.create(root, Instant.EPOCH, Commit.UNKNOWN);
        run.judge(StoredTrial.stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.50"));
        run.judge(StoredTrial.stored(run.trial(Fault.NONE, 2), Fault.NONE, "9.99"));
        run.judge(StoredTrial.stored(run.trial(Fault.WORKER_KILL, 3), Fault.WORKER_KILL, "1.50"));

        List<ConsoleTable.Line> table = comparison.table(run.judged());

        assertThat(table).singleElement().satisfies(line -> {
            assertThat(List.of(line.lane(), line.sink(), line.load())).containsExactly("floor", "UPSERT", "400/s");
            assertThat(line.rows()).isEqualTo(4);
            assertThat(line.verdict()).isEqualTo(Verdict.INVALID);
            assertThat(line.cpuSeconds()).isPresent();
        });
    }
}
