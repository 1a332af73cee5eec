package io.twinstream.archive;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.checker.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneRatioTest {

    private static final List<Figure> FIRST_ROW = List.of(Figure.FIRST_ROW, Figure.P50);

    @TempDir
    private Path root;

    private StoredRun run;

    @BeforeEach
    void store() throws IOException {
        run = StoredRun.create(root.resolve("run"));
    }

    @Test
    void a_lane_is_put_over_the_one_that_is_named_before_it() throws IOException {
        inTurns(new double[] {6, 6.5, 7, 7.5, 8, 8.5}, new double[] {0.9, 1, 1, 1, 1.1, 1.2});

        assertThat(ratios()).singleElement().satisfies(ratio -> {
            assertThat(ratio.lanes()).isEqualTo("spark over flink");
            assertThat(ratio.under()).isEqualTo("UPSERT/WORKER_KILL, a spare worker");
            assertThat(ratio.above().figure()).isEqualTo(Figure.FIRST_ROW);
            assertThat(ratio.ratio().value()).isEqualTo(7.25);
            assertThat(ratio.reading()).isEqualTo("more");
        });
    }

    @Test
    void what_noise_can_do_is_no_difference() throws IOException {
        inTurns(new double[] {1.5, 1.5, 1.5, 1.5, 1.5, 1.5}, new double[] {0.8, 0.8, 0.8, 1.4, 1.4, 1.4});

        assertThat(ratios())
                .singleElement()
                .satisfies(ratio ->
                        assertThat(ratio.ratio().interval().orElseThrow().low()).isGreaterThan(1));
        assertThat(ratios()).extracting(LaneRatio::reading).containsExactly("not resolved");
    }

    @Test
    void a_lane_that_takes_less_is_reported_so() throws IOException {
        for (int i = 0; i < 6; i++) {
            run.undisturbed("flink/UPSERT", 20 + i).undisturbed("floor/UPSERT", 5 + i / 10.0);
        }

        assertThat(ratios()).extracting(LaneRatio::reading).containsExactly("less");
    }

    @Test
    void other_sink_modes_and_too_few_trials_are_not_put_beside_each_other() throws IOException {
        for (int i = 0; i < 6; i++) {
            run.killed("spark/APPEND", Verdict.VALID, 6).killed("flink/UPSERT", Verdict.VALID, 1);
            run.killed("spark/UPSERT", i == 5 ? Verdict.UNKNOWN : Verdict.VALID, 6);
        }

        assertThat(ratios()).isEmpty();
    }

    @Test
    void lanes_that_did_not_take_turns_are_not_put_beside_each_other() throws IOException {
        inTurns(new double[] {6, 6, 6, 6}, new double[] {1, 1, 1, 1});
        run.killed("flink/UPSERT", Verdict.VALID, 1).killed("spark/UPSERT", Verdict.VALID, 6, 6);
        run.killed("flink/UPSERT", Verdict.VALID, 1);
        assertThat(ratios()).hasSize(1);

        run.killed("flink/UPSERT", Verdict.VALID, 1, 1);
        assertThat(ratios()).isEmpty();
    }

    @Test
    void the_kill_of_a_worker_has_no_ratio_where_one_lane_alone_had_a_spare() throws IOException {
        for (int i = 0; i < 6; i++) {
            run.recorded("none").killed("spark/UPSERT", Verdict.VALID, 6 + i / 10.0);
            run.recorded("with").killed("flink/UPSERT", Verdict.VALID, 1 + i / 10.0);
        }

        assertThat(ratios()).isEmpty();
        assertThat(LaneRatio.refused(RunTables.read(run.folder())))
                .containsExactly("No ratio of spark over flink, UPSERT/WORKER_KILL: unequal spares, "
                        + "flink had a spare worker and spark no spare worker.");
    }

    @Test
    void trials_of_a_time_when_no_spare_was_recorded_had_that_of_their_engine() throws IOException {
        run.recorded("");
        inTurns(new double[] {6, 6.5, 7, 7.5, 8, 8.5}, new double[] {0.9, 1, 1, 1, 1.1, 1.2});

        assertThat(ratios()).isEmpty();
        assertThat(LaneRatio.refused(RunTables.read(run.folder()))).hasSize(1);
    }

    @Test
    void both_ways_in_one_run_each_has_a_ratio_of_its_own() throws IOException {
        for (int i = 0; i < 6; i++) {
            for (String spare : List.of("with", "none")) {
                run.recorded(spare)
                        .killed("spark/UPSERT", Verdict.VALID, 6 + i / 10.0)
                        .killed("flink/UPSERT", Verdict.VALID, 1 + i / 10.0);
            }
        }

        assertThat(ratios())
                .extracting(LaneRatio::under)
                .containsExactly("UPSERT/WORKER_KILL, a spare worker", "UPSERT/WORKER_KILL, no spare worker");
        assertThat(LaneRatio.refused(RunTables.read(run.folder()))).isEmpty();
    }

    @Test
    void where_no_worker_is_killed_the_spare_stands_in_the_line_beside_the_ratio() throws IOException {
        for (int i = 0; i < 6; i++) {
            run.recorded("none").undisturbed("spark/UPSERT", 800 + i);
            run.recorded("with").undisturbed("flink/UPSERT", 20 + i);
        }

        assertThat(ratios()).hasSize(1);
        assertThat(Fairness.lines(RunTables.read(run.folder()), ratios()))
                .containsExactly(
                        "flink/UPSERT: a row waits 20 ms at the most, commit each 1.00 s, a spare worker;"
                                + " not recorded: parallelism, heap, collector, JVM, CPU counted of",
                        "spark/UPSERT: a row waits for its batch, commit each 1.00 s, no spare worker;"
                                + " not recorded: parallelism, heap, collector, JVM, CPU counted of");
    }

    @Test
    void a_lane_that_takes_as_long_as_the_floor_is_named() throws IOException {
        run.recorded("none");
        double[] seconds = {6.4, 6.5, 6.6, 6.4, 6.5, 6.6};
        for (double first : seconds) {
            run.killed("flink/UPSERT", Verdict.VALID, first)
                    .killed("floor/UPSERT", Verdict.VALID, first + 0.01)
                    .killed("spark/UPSERT", Verdict.VALID, first + 5);
        }
        RunTables tables = RunTables.read(run.folder());

        assertThat(LaneRatio.warnings(tables, ratios()))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .matches(
                        "first row s of flink/UPSERT/WORKER_KILL was not seen to differ from that of floor, which has no engine"
                                + " \\(ratio 1\\.00 \\[.*]\\): what was measured may be the writer or the server\\.");
    }

    /** Seconds until the first row of as many trials of Spark and of Flink. */
    private void inTurns(double[] spark, double[] flink) throws IOException {
        for (int i = 0; i < spark.length; i++) {
            run.killed("spark/UPSERT", Verdict.VALID, spark[i]).killed("flink/UPSERT", Verdict.VALID, flink[i]);
        }
    }

    private List<LaneRatio> ratios() throws IOException {
        return LaneRatio.of(RunTables.read(run.folder()), FIRST_ROW);
    }
}
