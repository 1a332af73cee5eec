package io.twinstream.experiment;

import static io.twinstream.environment.EngineSettings.ORIGINAL;
import static io.twinstream.environment.EngineSettings.TUNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.cell.Cell;
import io.twinstream.cell.Fault;
import io.twinstream.cell.Lane;
import io.twinstream.cell.SinkMode;
import io.twinstream.checker.Verdict;
import io.twinstream.results.JudgedTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTest {

    static List<Cell> inOrder() {
        return Matrix.inOrder(TUNED);
    }

    @Test
    void every_cell_that_applies_comes_once() {
        assertThat(inOrder()).containsExactlyInAnyOrderElementsOf(Cell.all());
    }

    @Test
    void the_most_telling_cells_come_first_and_the_engines_take_turns() {
        assertThat(inOrder().stream().limit(10).map(Cell::toString))
                .containsExactly(
                        "flink/UPSERT/NONE",
                        "flink/UPSERT/WORKER_KILL",
                        "spark/UPSERT/NONE",
                        "spark/UPSERT/WORKER_KILL",
                        "flink/UPSERT/COORDINATOR_KILL",
                        "spark/UPSERT/COORDINATOR_KILL",
                        "flink/UPSERT/DATABASE_KILL",
                        "spark/UPSERT/DATABASE_KILL",
                        "flink/UPSERT/BROKER_KILL",
                        "spark/UPSERT/BROKER_KILL");
    }

    @ParameterizedTest
    @MethodSource("inOrder")
    void the_twin_of_a_cell_comes_before_it(Cell cell) {
        Cell twin = new Cell(cell.lane(), cell.sink(), Fault.NONE);

        assertThat(inOrder().indexOf(twin)).isLessThanOrEqualTo(inOrder().indexOf(cell));
    }

    @ParameterizedTest
    @MethodSource("inOrder")
    void the_plan_of_a_cell_has_its_subject_alone_and_its_fault(Cell cell) {
        Plan plan = Matrix.plan(cell, TUNED);

        assertThat(plan.subjects()).singleElement().satisfies(subject -> {
            assertThat(subject.lane()).isEqualTo(cell.lane());
            assertThat(subject.sink()).isEqualTo(cell.sink());
        });
        assertThat(plan.fault()).isEqualTo(cell.fault());
    }

    @Test
    void with_the_originals_settings_each_engine_is_broken_in_the_most_telling_ways() {
        assertThat(Matrix.inOrder(ORIGINAL)).hasSize(20).allSatisfy(cell -> {
            assertThat(cell.lane()).isIn(Lane.FLINK, Lane.SPARK);
            assertThat(cell.sink()).isIn(SinkMode.UPSERT, SinkMode.APPEND);
        });
        assertThat(Matrix.subject(Cell.of("flink/UPSERT/WORKER_KILL"), ORIGINAL).commitInterval())
                .hasSeconds(60);
        assertThat(Matrix.subject(Cell.of("spark/UPSERT/WORKER_KILL"), ORIGINAL).commitInterval())
                .hasSeconds(15);
    }

    @Test
    void a_cell_that_does_not_apply_has_no_plan() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.plan(Cell.of("floor/UPSERT/COORDINATOR_KILL"), TUNED))
                .withMessage("Cell floor/UPSERT/COORDINATOR_KILL does not apply: a bare consumer has no coordinator.");
    }

    @Test
    void a_run_of_a_cell_that_does_not_apply_is_refused_before_any_server_starts() {
        List<Cell> cells = List.of(Cell.of("floor/UPSERT/NONE"), Cell.of("floor/APPEND/NONE"));
        Budget budget = Budget.of(Duration.ofMinutes(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MatrixRun(null, cells, 1, budget))
                .withMessageStartingWith("Cell floor/APPEND/NONE does not apply: ");
    }

    @Test
    void what_was_judged_is_not_done_again() {
        Cell a = Cell.of("flink/UPSERT/WORKER_KILL");
        Cell b = Cell.of("spark/UPSERT/WORKER_KILL");
        List<Cell> all = MatrixRun.repeated(List.of(a, b), 2);

        assertThat(MatrixRun.left(all, List.of())).containsExactly(a, b, a, b);
        assertThat(MatrixRun.left(all, List.of(judged(a)))).containsExactly(b, a, b);
        assertThat(MatrixRun.left(all, List.of(judged(b), judged(b), judged(b))))
                .containsExactly(a, a);
    }

    @Test
    void a_trial_that_would_not_end_in_the_budget_is_not_begun() {
        long[] now = {0};
        Budget budget = new Budget(Duration.ofMinutes(10), () -> now[0]);
        assertThat(budget.hasRoom()).isTrue();
        assertThat(budget.left(5)).isEmpty();

        now[0] = Duration.ofMinutes(4).toNanos();
        budget.trialDone();
        assertThat(budget.hasRoom()).isTrue();
        assertThat(budget.left(1)).isEqualTo(", about 4 min left");
        assertThat(budget.left(3)).isEqualTo(", about 12 min left of which the budget has 6");

        now[0] = Duration.ofMinutes(8).toNanos();
        budget.trialDone();
        assertThat(budget.hasRoom()).isFalse();
    }

    @Test
    void a_budget_is_typed_as_a_time() {
        assertThat(Map.of("90m", Duration.ofMinutes(90), "2h", Duration.ofHours(2), "300s", Duration.ofMinutes(5)))
                .allSatisfy((text, time) -> assertThat(Budget.parse(text)).isEqualTo(time));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.parse("soon"))
                .withMessage("'soon' is not a budget; a budget is a time like 90m, 2h or 300s.");
    }

    private static JudgedTrial judged(Cell cell) {
        return new JudgedTrial(cell, 1, Verdict.VALID, 0, 0, null, 0, null, Path.of("trials/x/1"));
    }
}
