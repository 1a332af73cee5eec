package io.twinstream.checker;

import static io.twinstream.checker.Planted.committed;
import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.place;
import static io.twinstream.checker.Planted.stuck;
import static io.twinstream.checker.Planted.trial;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.history.Fact.Read;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A lane that is down for good at the deadline. Tick 150 is malformed; the fault is over at 1.5 s, the deadline is at
 * 20 s.
 */
class HaltTest {

    @Test
    void a_job_that_failed_where_its_contract_allows_it_has_halted() {
        Planted trial = stuck(Fault.POISON);
        DeliveryVerdict verdict =
                trial.with(trial.state(4_000_000, State.FAILED, 4)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.HALTED);
        assertThat(verdict.reasons()).containsExactly("halted: at the deadline its job had failed (attempt 4)");
        assertThat(verdict.found(Finding.LOST).count()).isEqualTo(156);
    }

    @Test
    void a_job_that_failed_where_its_contract_does_not_allow_it_is_invalid() {
        Planted trial = stuck(Fault.WORKER_KILL);
        DeliveryVerdict verdict =
                trial.with(trial.state(4_000_000, State.FAILED, 4)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons()).hasSize(2);
        assertThat(verdict.reasons().get(0)).isEqualTo("halted: at the deadline its job had failed (attempt 4)");
        assertThat(verdict.reasons().get(1)).startsWith("flink-sql/APPEND lost 156 of 300 records: ");
    }

    @Test
    void a_halt_excuses_no_other_damage() {
        Planted trial = stuck(Fault.POISON);
        DeliveryVerdict verdict = trial.with(trial.state(4_000_000, State.FAILED, 4), trial.row(300, Read.B))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.reasons().get(0)).contains("unexpected");
    }

    @Test
    void what_a_halted_lane_has_no_row_of_and_would_not_read_again_is_lost() {
        DeliveryVerdict verdict = failedAndCommitted(Map.of(0, 50L, 1, 48L)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons())
                .containsExactly(
                        "flink-sql/APPEND lost 2 of 300 records: prices-0 offsets 48..49, last seen in the topic");
    }

    /** Of partition 0 the offsets 48 and 49, sent at 1.44 s and 1.47 s, have no row though a commit covers them. */
    @Test
    void what_a_transaction_may_hold_that_was_left_prepared_is_not_lost() {
        assertHalted(failedAndCommitted(Map.of(0, 50L)).with(prepared(1_470_000)));
    }

    @Test
    void a_transaction_that_was_left_prepared_holds_nothing_that_was_sent_later() {
        assertThat(failedAndCommitted(Map.of(0, 50L))
                        .with(prepared(1_469_999))
                        .judged()
                        .reasons())
                .containsExactly("flink-sql/APPEND lost 1 of 300 records: prices-0 offset 49, last seen in the topic");
    }

    @Test
    void a_transaction_that_was_left_prepared_holds_nothing_that_the_last_commit_but_one_before_it_covers() {
        Planted trial = failedAndCommitted(Map.of(0, 50L));
        DeliveryVerdict verdict = trial.with(
                        trial.commit(1_441_000, Map.of(0, 50L)),
                        trial.commit(1_480_000, Map.of(0, 50L)),
                        prepared(1_475_000))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.delivered()).isEqualTo(Delivered.LOST);
        assertThat(verdict.reasons())
                .containsExactly(
                        "flink-sql/APPEND lost 2 of 300 records: prices-0 offsets 48..49, last seen in the topic");
    }

    private static Fact.Prepared prepared(long since) {
        return new Fact.Prepared(wall(20_000_000), mono(20_000_000), "flink-sql/APPEND", "a", wall(since));
    }

    private static Planted failedAndCommitted(Map<Integer, Long> offsets) {
        Planted trial = stuck(Fault.POISON);
        return trial.with(trial.commit(1_440_000, offsets), trial.state(4_000_000, State.FAILED, 4));
    }

    @Test
    void a_job_that_restarts_and_writes_nothing_has_halted() {
        Planted trial = stuck(Fault.POISON);
        DeliveryVerdict verdict =
                trial.with(trial.state(4_000_000, State.RESTARTING, 2)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.HALTED);
        assertThat(verdict.reasons())
                .containsExactly("halted: at the deadline its job was restarting (attempt 2) "
                        + "and no record had become visible in the last 10 s");
    }

    @Test
    void partitions_that_are_well_may_end_long_after_the_fault() {
        Planted trial = stuck(Fault.POISON);
        Fact.Row wellBefore = committed(trial.row(148, Read.B), wall(10_000_000));

        assertHalted(trial.with(trial.state(19_000_000, State.RESTARTING, 2), wellBefore));
    }

    @Test
    void a_job_that_restarts_but_still_writes_at_the_deadline_is_not_halted() {
        Planted trial = stuck(Fault.POISON);
        Fact.Row late = committed(trial.row(148, Read.B), wall(10_000_001));

        assertNotDrained(trial.with(trial.state(19_000_000, State.RESTARTING, 2), late));
    }

    @Test
    void a_long_commit_interval_is_given_five_times() {
        Planted slow = stuck(Fault.POISON).committingEvery(3_700);
        Planted tooSlow = stuck(Fault.POISON).committingEvery(3_701);

        assertThat(slow.with(slow.state(4_000_000, State.RESTARTING, 2))
                        .judged()
                        .reasons())
                .containsExactly("halted: at the deadline its job was restarting (attempt 2) "
                        + "and no record had become visible in the last 18 s");
        assertNotDrained(tooSlow.with(tooSlow.state(4_000_000, State.RESTARTING, 2)));
    }

    @Test
    void silence_while_the_fault_lasts_says_nothing() {
        assertHalted(restartingAfterAFaultUntil(10_000_000));
        assertNotDrained(restartingAfterAFaultUntil(10_000_001));
    }

    @Test
    void a_row_that_is_written_again_is_not_new() {
        Planted trial = stuck(Fault.POISON);
        Fact.Row again = committed(trial.row(100, Read.B), wall(19_000_000));
        DeliveryVerdict verdict =
                trial.with(trial.state(4_000_000, State.RESTARTING, 2), again).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.HALTED);
        assertThat(verdict.notes()).contains("1 duplicates");
    }

    @Test
    void a_job_whose_rows_have_no_commit_time_cannot_be_called_halted_while_it_restarts() {
        Planted trial = stuck(Fault.POISON)
                .changing(Fact.Row.class, row -> place(row).offset() == 0, row -> committed(row, null));

        assertNotDrained(trial.with(trial.state(4_000_000, State.RESTARTING, 2)));
    }

    @Test
    void a_job_that_has_started_twice_since_the_fault_without_a_row_restarts_whatever_its_state_is() {
        Planted loops = stuck(Fault.POISON);
        Planted once = stuck(Fault.POISON);

        assertThat(loops.with(loops.state(14_000_000, State.RUNNING, 3))
                        .judged()
                        .reasons())
                .containsExactly("halted: at the deadline its job was restarting (attempt 3) "
                        + "and no record had become visible in the last 10 s");
        assertNotDrained(once.with(once.state(14_000_000, State.RUNNING, 2)));
    }

    @Test
    void starts_from_before_the_end_of_the_fault_do_not_count() {
        Planted trial = stuck(Fault.POISON);

        assertNotDrained(
                trial.with(trial.state(1_500_000, State.RUNNING, 2), trial.state(14_000_000, State.RUNNING, 3)));
    }

    @Test
    void without_a_fault_the_starts_of_the_last_seconds_count() {
        Planted loops = stuck(Fault.NONE);
        Planted earlier = stuck(Fault.NONE);

        assertThat(loops.with(loops.state(10_000_001, State.RUNNING, 3))
                        .judged()
                        .reasons())
                .first()
                .asString()
                .startsWith("halted: at the deadline its job was restarting (attempt 3)");
        assertThat(earlier.with(earlier.state(10_000_000, State.RUNNING, 3))
                        .judged()
                        .reasons())
                .first()
                .asString()
                .startsWith("halted: it said RUNNING");
    }

    @Test
    void a_job_that_was_stopped_is_not_restarting() {
        Planted trial = stuck(Fault.POISON);

        assertNotDrained(trial.with(trial.state(4_000_000, State.STOPPED, 5)));
    }

    @Test
    void what_the_job_did_after_the_deadline_does_not_count() {
        Planted after = stuck(Fault.POISON);
        Planted at = stuck(Fault.POISON);

        assertNotDrained(after.with(after.state(20_000_001, State.FAILED, 4), after.commit(15_000_000, Map.of())));
        assertThat(at.with(at.state(20_000_000, State.FAILED, 4)).judged().verdict())
                .isEqualTo(Verdict.HALTED);
    }

    @Test
    void what_another_lane_did_does_not_count() {
        Planted trial = stuck(Fault.POISON);
        Fact.LaneState state = trial.state(4_000_000, State.FAILED, 4);

        assertNotDrained(trial.with(
                new Fact.LaneState(state.t(), state.m(), "spark/UPSERT", state.state(), state.attempt()),
                trial.commit(15_000_000, Map.of())));
    }

    @Test
    void a_job_that_restarts_without_any_fault_broke_its_contract() {
        Planted trial = stuck(Fault.NONE);
        DeliveryVerdict verdict =
                trial.with(trial.state(4_000_000, State.RESTARTING, 2)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons()).hasSize(2);
        assertThat(verdict.reasons().get(0)).startsWith("halted: ");
    }

    @Test
    void a_job_of_which_nobody_knows_the_state_was_not_drained() {
        assertNotDrained(stuck(Fault.POISON).without(Fact.LaneState.class, state -> true));
    }

    @Test
    void a_job_that_failed_after_everything_had_arrived_is_judged_as_ever() {
        Planted trial = trial(Lane.FLINK_SQL, SinkMode.APPEND, Fault.WORKER_KILL);

        assertThat(trial.with(trial.state(4_000_000, State.FAILED, 2)).judged().verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void an_unsound_trial_is_unknown_even_if_its_lane_halted() {
        Planted trial = stuck(Fault.POISON).without(Fact.Witness.class, witness -> true);
        DeliveryVerdict verdict =
                trial.with(trial.state(4_000_000, State.FAILED, 4)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.reasons())
                .containsExactly("the fault POISON was not felt by flink-sql/APPEND: it has no witness");
        assertThat(verdict.notes()).contains("halted: at the deadline its job had failed (attempt 4)");
    }

    @Test
    void invalid_and_unknown_fail_a_build() {
        assertThat(Verdict.values())
                .filteredOn(Verdict::fails)
                .containsExactlyInAnyOrder(Verdict.INVALID, Verdict.UNKNOWN);
    }

    private static Planted restartingAfterAFaultUntil(long end) {
        Planted trial = stuck(Fault.POISON);
        return trial.with(
                trial.state(19_000_000, State.RESTARTING, 2),
                new Fact.FaultPhase(wall(end), mono(end), Fault.POISON, false));
    }

    private static void assertHalted(Planted trial) {
        assertThat(trial.judged().verdict()).isEqualTo(Verdict.HALTED);
    }

    private static void assertNotDrained(Planted trial) {
        DeliveryVerdict verdict = trial.judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.reasons()).containsExactly("it was not drained at the deadline, while its job ran");
    }
}
