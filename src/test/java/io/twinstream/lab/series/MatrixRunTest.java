package io.twinstream.lab.series;

import static io.twinstream.experiment.Settings.TUNED;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixRunTest {

    private static final List<MatrixTrial> TRIALS = Matrix.inOrder(TUNED);
    private static final Load ALONE = Load.Ticks.USUAL;
    private static final Load TOGETHER = new Load.Ticks(200);

    @Test
    void what_was_judged_is_not_done_again() {
        Cell a = Cell.of("flink/UPSERT/WORKER_KILL");
        Cell b = Cell.of("flink/APPEND/WORKER_KILL");
        MatrixTrial first = MatrixTrial.of(a);
        MatrixTrial second = MatrixTrial.of(b);
        MatrixTrial both = new MatrixTrial(List.of(a, b));
        List<MatrixTrial> all = MatrixRun.repeated(List.of(first, second, both), 2);

        assertThat(MatrixRun.left(all, List.of())).containsExactlyElementsOf(all);
        assertThat(MatrixRun.left(all, List.of(judged(1, a, ALONE))))
                .containsExactly(second, both, first, second, both);
        assertThat(MatrixRun.left(all, List.of(judged(1, b, ALONE), judged(2, b, ALONE), judged(3, b, ALONE))))
                .containsExactly(first, both, first, both);
        assertThat(MatrixRun.left(all, List.of(judged(1, b, TOGETHER), judged(1, a, TOGETHER))))
                .containsExactly(first, second, first, second, both);
    }

    @Test
    void a_trial_under_another_load_is_another_trial() {
        MatrixTrial usual = MatrixTrial.of("flink/UPSERT/NONE");
        MatrixTrial fifty = MatrixTrial.of("flink/upsert/none@50");
        JudgedSubject judged = judged(1, usual.cells().get(0), ALONE);

        assertThat(fifty).hasToString("flink/UPSERT/NONE@50").isEqualTo(MatrixTrial.of(fifty.toString()));
        assertThat(fifty.plan(TUNED).settings()).containsEntry("perSecond", "50");
        assertThat(MatrixTrial.of("flink/UPSERT/NONE@500")).isEqualTo(usual);
        assertThat(usual.load()).isEqualTo(Load.Ticks.USUAL);
        assertThat(MatrixRun.left(List.of(fifty, usual), List.of(judged))).containsExactly(fifty);
        assertThat(MatrixRun.left(
                        List.of(fifty, usual), List.of(judged(1, usual.cells().get(0), new Load.Ticks(50)))))
                .containsExactly(usual);
        assertThat(MatrixRun.repeated(
                        List.of(
                                usual,
                                fifty,
                                MatrixTrial.of("spark/UPSERT/NONE@50"),
                                MatrixTrial.of("spark/UPSERT/NONE")),
                        2))
                .map(MatrixTrial::toString)
                .endsWith("spark/UPSERT/NONE", "spark/UPSERT/NONE@50", "flink/UPSERT/NONE@50", "flink/UPSERT/NONE");
    }

    @Test
    void the_engines_change_places_from_one_repetition_to_the_next_and_no_other_lane_does() {
        List<MatrixTrial> once = TRIALS.subList(0, 13);
        List<String> twice =
                MatrixRun.repeated(once, 3).stream().map(MatrixTrial::toString).toList();

        assertThat(twice.subList(13, 26))
                .containsExactly(
                        "spark/UPSERT/NONE",
                        "spark/UPSERT/WORKER_KILL",
                        "flink/UPSERT/NONE",
                        "flink/UPSERT/WORKER_KILL",
                        "spark/UPSERT/COORDINATOR_KILL",
                        "flink/UPSERT/COORDINATOR_KILL",
                        "spark/UPSERT/DATABASE_KILL",
                        "flink/UPSERT/DATABASE_KILL",
                        "spark/UPSERT/BROKER_KILL",
                        "flink/UPSERT/BROKER_KILL",
                        "spark/APPEND+UPSERT+TRANSACTIONAL/NONE",
                        "flink/APPEND+UPSERT+TRANSACTIONAL/NONE",
                        "spark-realtime/APPEND+UPSERT/NONE");
        assertThat(twice.subList(26, 39))
                .isEqualTo(once.stream().map(MatrixTrial::toString).toList());
    }

    @Test
    void the_second_time_the_most_telling_cells_come_first_as_well() {
        List<MatrixTrial> twice = MatrixRun.repeated(TRIALS, 2);

        assertThat(twice.subList(TRIALS.size(), TRIALS.size() + 10))
                .containsExactlyInAnyOrderElementsOf(TRIALS.subList(0, 10));
    }

    private static JudgedSubject judged(int number, Cell cell, Load load) {
        return new JudgedSubject(
                cell, number, true, Verdict.VALID, 0, 0, 0, null, 0, null, null, load, Path.of("trials/x/" + number));
    }
}
