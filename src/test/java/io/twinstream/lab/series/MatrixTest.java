package io.twinstream.lab.series;

import static io.twinstream.experiment.Settings.ORIGINAL;
import static io.twinstream.experiment.Settings.TUNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Spare;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.trial.Plan;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTest {

    private static final List<MatrixTrial> TRIALS = Matrix.inOrder(TUNED);
    private static final List<String> NAMES =
            TRIALS.stream().map(MatrixTrial::toString).toList();

    static List<MatrixTrial> alone() {
        return TRIALS.stream().filter(MatrixTrial::isAlone).toList();
    }

    @Test
    void every_cell_that_applies_comes_once_alone_and_once_with_its_lane_if_it_has_other_sink_modes() {
        List<Cell> together = TRIALS.stream()
                .filter(trial -> !trial.isAlone())
                .flatMap(trial -> trial.cells().stream())
                .toList();

        assertThat(alone()).map(trial -> trial.cells().get(0)).containsExactlyInAnyOrderElementsOf(Cell.all());
        assertThat(together)
                .containsExactlyInAnyOrderElementsOf(Cell.all().stream()
                        .filter(cell -> Lanes.of(cell.lane()).sinks().size() > 1)
                        .toList());
    }

    @Test
    void the_most_telling_cells_come_first_and_the_engines_take_turns() {
        assertThat(NAMES.subList(0, 15))
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
                        "spark/UPSERT/BROKER_KILL",
                        "flink/APPEND+UPSERT+TRANSACTIONAL+LEDGER/NONE",
                        "spark/APPEND+UPSERT+TRANSACTIONAL+LEDGER/NONE",
                        "spark-realtime/APPEND+UPSERT+LEDGER/NONE",
                        "flink/APPEND+UPSERT+TRANSACTIONAL+LEDGER/WORKER_KILL",
                        "spark/APPEND+UPSERT+TRANSACTIONAL+LEDGER/WORKER_KILL");
    }

    /** 10 telling cells, 43 lanes with their sink modes, and the 28 cells of the two lanes that have one sink mode. */
    @Test
    void after_81_trials_there_is_a_verdict_for_every_cell() {
        assertThat(TRIALS.stream()
                        .limit(81)
                        .flatMap(trial -> trial.cells().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Cell.all());
    }

    @ParameterizedTest
    @MethodSource("alone")
    void the_twin_of_a_cell_comes_before_it(MatrixTrial trial) {
        Cell cell = trial.cells().get(0);
        String twin = new Cell(cell.lane(), cell.sink(), Fault.NONE).toString();

        assertThat(NAMES.indexOf(twin)).isLessThanOrEqualTo(NAMES.indexOf(cell.toString()));
    }

    @ParameterizedTest
    @MethodSource("alone")
    void the_plan_of_a_cell_has_its_subject_alone_and_its_fault(MatrixTrial trial) {
        Cell cell = trial.cells().get(0);
        Plan plan = trial.plan(TUNED, Spare.WITH);

        assertThat(plan.measured()).isTrue();
        assertThat(plan.subjects()).singleElement().satisfies(subject -> {
            assertThat(subject.lane()).isEqualTo(cell.lane());
            assertThat(subject.sink()).isEqualTo(cell.sink());
        });
        assertThat(plan.fault()).isEqualTo(cell.fault());
    }

    @Test
    void the_plan_of_several_cells_has_all_their_subjects() {
        Plan plan = new MatrixTrial(List.of(Cell.of("flink/UPSERT/BROKER_KILL"), Cell.of("flink/APPEND/BROKER_KILL")))
                .plan(TUNED, Spare.WITH);

        assertThat(plan.measured()).isFalse();
        assertThat(plan.subjects()).map(Deployment::name).containsExactly("flink/UPSERT", "flink/APPEND");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spark/APPEND+UPSERT/WORKER_KILL         | every worker killed | 500 rows visible and a commit of every lane without an answer
            spark/APPEND+UPSERT/DATABASE_DISCONNECT | database sessions ended | 500 rows visible and a commit of every lane without an answer
            spark/APPEND+UPSERT/DATABASE_LOCK       | tables locked for 8 s | 500 rows visible
            spark/UPSERT/WORKER_KILL                | workers killed | rows visible for 14 s
            flink/UPSERT+TRANSACTIONAL/WORKER_KILL  | workers killed | 500 rows visible
            """)
    void several_sinks_are_struck_where_it_can_hurt_them_and_one_alone_where_its_recovery_is_measured(
            String trial, String disruption, String moment) {
        Plan.Strike strike =
                MatrixTrial.of(trial).plan(TUNED, Spare.WITH).strike().orElseThrow();

        assertThat(strike.disruption().text()).isEqualTo(disruption);
        assertThat(strike.moment().text()).isEqualTo(moment);
    }

    @Test
    void a_trial_can_be_typed_as_it_is_printed() {
        assertThat(TRIALS)
                .allSatisfy(
                        trial -> assertThat(MatrixTrial.of(trial.toString())).isEqualTo(trial));
        assertThat(MatrixTrial.of("floor/upsert/poison")).hasToString("floor/UPSERT/POISON");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixTrial.of("flink/UPSERT"))
                .withMessageStartingWith("'flink/UPSERT' is not a cell; ");
    }

    @Test
    void cells_of_two_lanes_or_faults_are_not_one_trial() {
        Cell kill = Cell.of("flink/UPSERT/BROKER_KILL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MatrixTrial(List.of(kill, Cell.of("spark/UPSERT/BROKER_KILL"))))
                .withMessageStartingWith("A trial has cells of one lane and one fault, each once, not ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MatrixTrial(List.of(kill, Cell.of("flink/UPSERT/BROKER_PAUSE"))));
        assertThatIllegalArgumentException().isThrownBy(() -> new MatrixTrial(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new MatrixTrial(List.of(kill, kill)));
    }

    @Test
    void with_the_originals_settings_each_engine_is_broken_in_the_most_telling_ways() {
        assertThat(Matrix.inOrder(ORIGINAL)).hasSize(20).allSatisfy(trial -> {
            Cell cell = trial.cells().get(0);
            assertThat(trial.isAlone()).isTrue();
            assertThat(cell.lane()).isIn(Lane.FLINK, Lane.SPARK);
            assertThat(cell.sink()).isIn(SinkMode.UPSERT, SinkMode.APPEND);
        });
        assertThat(commitInterval("flink/UPSERT/WORKER_KILL")).hasSeconds(60);
        assertThat(commitInterval("spark/UPSERT/WORKER_KILL")).hasSeconds(15);
    }

    private static Duration commitInterval(String cell) {
        return MatrixTrial.of(Cell.of(cell))
                .plan(ORIGINAL, Spare.WITH)
                .subjects()
                .get(0)
                .commitInterval();
    }

    @Test
    void a_trial_without_a_fault_lasts_longer_where_the_trigger_is_slow() {
        MatrixTrial undisturbed = MatrixTrial.of(Cell.of("spark/UPSERT/NONE"));

        assertThat(undisturbed.plan(TUNED, Spare.WITH).settings()).containsEntry("lasting", "PT20S");
        assertThat(undisturbed.plan(ORIGINAL, Spare.WITH).settings()).containsEntry("lasting", "PT1M35S");
    }

    @Test
    void a_trial_under_a_light_load_lasts_until_there_are_ticks_enough_for_a_p90() {
        assertThat(MatrixTrial.of("spark/append/NONE@1")
                        .plan(ORIGINAL, Spare.WITH)
                        .settings())
                .containsEntry("lasting", "PT2M30S");
        assertThat(MatrixTrial.of("spark/append/NONE@50")
                        .plan(ORIGINAL, Spare.WITH)
                        .settings())
                .containsEntry("lasting", "PT1M35S");
    }

    @Test
    void a_cell_that_does_not_apply_is_no_trial() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixTrial.of(Cell.of("floor/UPSERT/COORDINATOR_KILL")))
                .withMessage("Cell floor/UPSERT/COORDINATOR_KILL does not apply: a bare consumer has no coordinator.");
    }

    @Test
    void a_load_that_is_none_or_is_put_to_a_fault_is_reported_in_a_sentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixTrial.of("flink/UPSERT/NONE@fast"))
                .withMessage("'fast' is not a load; a load is a number of ticks a second, as in flink/UPSERT/NONE@50.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixTrial.of("flink/UPSERT/NONE@0"))
                .withMessageStartingWith("'0' is not a load; ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixTrial.of("flink/UPSERT/WORKER_KILL@50"))
                .withMessageStartingWith(
                        "Only a trial without a fault takes another load than 500 ticks a second, not one of ");
    }

    @Test
    void the_engines_change_places_from_one_repetition_to_the_next_and_no_other_lane_does() {
        List<MatrixTrial> once = TRIALS.subList(0, 13);
        List<String> twice =
                Matrix.repeated(once, 3).stream().map(MatrixTrial::toString).toList();

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
                        "spark/APPEND+UPSERT+TRANSACTIONAL+LEDGER/NONE",
                        "flink/APPEND+UPSERT+TRANSACTIONAL+LEDGER/NONE",
                        "spark-realtime/APPEND+UPSERT+LEDGER/NONE");
        assertThat(twice.subList(26, 39))
                .isEqualTo(once.stream().map(MatrixTrial::toString).toList());
    }

    @Test
    void the_engines_change_places_under_each_load() {
        assertThat(Matrix.repeated(
                        List.of(
                                MatrixTrial.of("flink/UPSERT/NONE"),
                                MatrixTrial.of("flink/UPSERT/NONE@50"),
                                MatrixTrial.of("spark/UPSERT/NONE@50"),
                                MatrixTrial.of("spark/UPSERT/NONE")),
                        2))
                .map(MatrixTrial::toString)
                .endsWith("spark/UPSERT/NONE", "spark/UPSERT/NONE@50", "flink/UPSERT/NONE@50", "flink/UPSERT/NONE");
    }

    @Test
    void the_second_time_the_most_telling_cells_come_first_as_well() {
        List<MatrixTrial> twice = Matrix.repeated(TRIALS, 2);

        assertThat(twice.subList(TRIALS.size(), TRIALS.size() + 10))
                .containsExactlyInAnyOrderElementsOf(TRIALS.subList(0, 10));
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
}
