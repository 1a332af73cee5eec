package io.twinstream.checker;

import static io.twinstream.checker.Outage.NEVER;
import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.trial;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * 20 ticks a second for 60 s, each visible after 100 ms, commits every second, a fault at 20 s; but for what a test
 * changes.
 */
class RecoveryTest {

    private static final long SECOND = 1_000_000;
    private static final long STEP = 50_000;
    private static final long FAULT = 20 * SECOND;
    private static final long USUAL = 100_000;

    /** 1.1 s: the baseline and one commit interval. */
    private static final long LIMIT = USUAL + SECOND;

    @Test
    void an_outage_of_five_seconds_has_these_figures() {
        Recovery recovery = outage(tick -> tick >= FAULT && tick < 25 * SECOND ? 25 * SECOND + STEP : tick + USUAL);

        assertThat(recovery.unknown()).isNull();
        assertThat(recovery.baseline()).isEqualTo(USUAL);
        // The tick of 19.95 s was under way and arrived at 20.05 s.
        assertThat(recovery.longestGap()).isEqualTo(5 * SECOND);
        assertThat(recovery.firstRow()).isEqualTo(5 * SECOND + STEP);
        // Of the fifth second the first tick waited 1.05 s.
        assertThat(recovery.catchUp()).isEqualTo(4 * SECOND);
        assertThat(recovery.censored()).isFalse();
        // 0.05 s x (1 + .. + 98)
        assertThat(recovery.excess()).isCloseTo(242.55, Offset.offset(1e-9));
    }

    @Test
    void a_fault_that_nobody_noticed_took_no_time() {
        Recovery recovery = outage(tick -> tick + USUAL);

        assertThat(recovery.longestGap()).isEqualTo(STEP);
        assertThat(recovery.firstRow()).isEqualTo(STEP + USUAL);
        assertThat(recovery.catchUp()).isZero();
        assertThat(recovery.excess()).isZero();
    }

    @Test
    void a_gap_before_the_fault_is_not_the_faults() {
        Recovery before = outage(tick -> tick >= 10 * SECOND && tick < 13 * SECOND ? 13 * SECOND : tick + USUAL);
        Recovery around = outage(tick -> tick >= 19 * SECOND && tick < 20 * SECOND ? 20 * SECOND + STEP : tick + USUAL);

        assertThat(before.longestGap()).isEqualTo(STEP);
        assertThat(around.longestGap()).isEqualTo(SECOND);
    }

    @Test
    void rows_that_are_visible_when_the_fault_starts_are_before_it() {
        // The last row before is seen at 20 s, as the fault starts.
        Recovery recovery =
                outage(tick -> tick > FAULT - 2 * STEP ? Math.max(tick, 22 * SECOND) + USUAL : tick + USUAL);

        assertThat(recovery.longestGap()).isEqualTo(2 * SECOND + USUAL);
    }

    @Test
    void ticks_that_the_fault_held_up_are_not_in_the_baseline() {
        assertThat(outage(tick -> tick >= 18 * SECOND && tick < FAULT ? 26 * SECOND : tick + USUAL)
                        .baseline())
                .isEqualTo(USUAL);
    }

    @Test
    void the_warm_up_is_not_in_the_baseline() {
        // The first row is visible at 0.1 s, so the warm-up ends at 5.1 s.
        assertThat(outage(tick -> tick > 0 && tick < 5_100_000 ? tick + 7 * SECOND : tick + USUAL)
                        .baseline())
                .isEqualTo(USUAL);
    }

    @Test
    void without_two_hundred_rows_before_the_fault_only_gap_and_first_row_are_known() {
        Recovery few = faultAt(15_140_000);
        Recovery enough = faultAt(15_150_000);

        assertThat(few.unknown()).isEqualTo("only 199 rows between warm-up and fault");
        assertThat(few.baseline()).isNull();
        assertThat(few.catchUp()).isNull();
        assertThat(few.excess()).isNull();
        assertThat(few.censored()).isFalse();
        assertThat(few.longestGap()).isEqualTo(STEP);
        assertThat(few.firstRow()).isEqualTo(110_000);
        assertThat(enough.unknown()).isNull();
        assertThat(enough.baseline()).isEqualTo(USUAL);
    }

    @Test
    void being_back_is_the_baseline_and_one_commit_interval() {
        assertThat(slowAtFirst(LIMIT).catchUp()).isZero();
        assertThat(slowAtFirst(LIMIT + 1).catchUp()).isEqualTo(SECOND);
    }

    @Test
    void being_back_is_one_and_a_half_baselines_if_that_is_more() {
        LongUnaryOperator back = tick -> tick + (tick >= FAULT && tick < FAULT + SECOND ? 3 * SECOND : 2 * SECOND);
        LongUnaryOperator late = tick -> tick + (tick >= FAULT && tick < FAULT + SECOND ? 3 * SECOND + 1 : 2 * SECOND);

        assertThat(fed(500, back).recovery().catchUp()).isZero();
        assertThat(fed(500, late).recovery().catchUp()).isEqualTo(SECOND);
    }

    @Test
    void being_back_has_to_last_ten_seconds() {
        assertThat(relapseAfter(9).catchUp()).isEqualTo(10 * SECOND);
        assertThat(relapseAfter(10).catchUp()).isZero();
    }

    @Test
    void a_load_that_ends_before_ten_seconds_of_being_back_leaves_it_censored() {
        // The last whole second of load after the fault is the 39th.
        Recovery seen = backFrom(29);
        Recovery unseen = backFrom(30);
        Recovery never = backFrom(100);

        assertThat(seen.censored()).isFalse();
        assertThat(seen.catchUp()).isEqualTo(29 * SECOND);
        assertThat(unseen.censored()).isTrue();
        assertThat(unseen.catchUp()).isEqualTo(30 * SECOND);
        assertThat(never.censored()).isTrue();
        assertThat(never.catchUp()).isEqualTo(39 * SECOND);
    }

    @Test
    void a_second_of_which_more_than_one_record_in_twenty_is_missing_is_not_back() {
        assertThat(outage(tick -> tick == FAULT + SECOND ? NEVER : tick + USUAL).catchUp())
                .isZero();
        assertThat(outage(tick -> tick == FAULT + SECOND || tick == FAULT + SECOND + STEP ? NEVER : tick + USUAL)
                        .catchUp())
                .isEqualTo(2 * SECOND);
    }

    @Test
    void a_second_without_a_record_is_not_back() {
        Recovery recovery = new Outage(1_000)
                .load(0, 23 * SECOND, STEP, tick -> tick + USUAL)
                .load(24 * SECOND, 60 * SECOND, STEP, tick -> tick + USUAL)
                .faultAt(FAULT)
                .recovery();

        assertThat(recovery.catchUp()).isEqualTo(4 * SECOND);
    }

    @Test
    void a_lane_that_never_came_back_has_no_first_row() {
        Recovery recovery = outage(tick -> tick > FAULT - 2 * STEP ? NEVER : tick + USUAL);

        assertThat(recovery.unknown())
                .isEqualTo("no row of some partition became visible after the fault started, or not all of them; "
                        + "no tick of some partition that was meant to be sent after the fault had taken hold has a row; "
                        + "the end of the disturbance was not seen");
        assertThat(recovery.longestGap()).isNull();
        assertThat(recovery.firstRow()).isNull();
        assertThat(recovery.catchUp()).isEqualTo(39 * SECOND);
        assertThat(recovery.censored()).isTrue();
        assertThat(recovery.excess()).isZero();
    }

    @Test
    void a_lane_is_not_back_before_the_last_of_its_partitions_is() {
        Recovery recovery = fed(1_000, tick -> tick + USUAL)
                .onPartition(1)
                .load(0, 45 * SECOND, STEP, tick -> tick >= FAULT && tick < 23 * SECOND ? 23 * SECOND : tick + USUAL)
                .recovery();

        assertThat(recovery.firstRow()).isEqualTo(3 * SECOND);
        assertThat(recovery.longestGap()).isEqualTo(3 * SECOND - STEP);
    }

    @Test
    void a_partition_that_never_came_back_leaves_the_first_row_unknown() {
        Recovery recovery = fed(1_000, tick -> tick + USUAL)
                .onPartition(1)
                .load(0, 45 * SECOND, STEP, tick -> tick >= FAULT - 2 * STEP ? Outage.NEVER : tick + USUAL)
                .recovery();

        assertThat(recovery.firstRow()).isNull();
        assertThat(recovery.longestGap()).isNull();
        assertThat(recovery.unknown())
                .isEqualTo(
                        "no row of some partition became visible after the fault started, or not all of them; "
                                + "no tick of some partition that was meant to be sent after the fault had taken hold has a row");
    }

    @Test
    void a_partition_that_comes_back_and_stops_for_good_leaves_the_longest_gap_unknown() {
        Recovery recovery = fed(1_000, tick -> tick + USUAL)
                .onPartition(1)
                .load(0, 45 * SECOND, STEP, tick -> tick >= 22 * SECOND ? Outage.NEVER : tick + USUAL)
                .recovery();

        assertThat(recovery.longestGap()).isNull();
        assertThat(recovery.firstRow()).isEqualTo(STEP + USUAL);
        assertThat(recovery.unknown())
                .isEqualTo("no row of some partition became visible after the fault started, or not all of them; "
                        + "the end of the disturbance was not seen");
    }

    @Test
    void a_partition_that_nothing_was_sent_to_any_more_is_not_waited_for() {
        Recovery recovery = fed(1_000, tick -> tick + USUAL)
                .onPartition(1)
                .load(0, 10 * SECOND, STEP, tick -> tick + USUAL)
                .recovery();

        assertThat(recovery.firstRow()).isEqualTo(STEP + USUAL);
    }

    @Test
    void the_first_fault_counts() {
        Recovery recovery =
                fed(1_000, tick -> tick + USUAL).faultAt(30 * SECOND).recovery();

        assertThat(recovery.firstRow()).isEqualTo(STEP + USUAL);
    }

    @Test
    void a_row_that_slips_through_before_the_fault_takes_hold_is_not_the_first_one() {
        // The ticks of 20.05 s and 20.1 s are the last that the killed worker wrote.
        LongUnaryOperator seen =
                tick -> tick > FAULT + 2 * STEP && tick < 25 * SECOND ? 25 * SECOND + STEP : tick + USUAL;
        long gone = FAULT + 4 * STEP;

        assertThat(fed(1_000, seen)
                        .with(new Fact.Struck(wall(gone), mono(gone), Fault.WORKER_KILL))
                        .recovery()
                        .firstRow())
                .isEqualTo(5 * SECOND + STEP);
        assertThat(fed(1_000, seen)
                        .with(new Fact.FaultPhase(wall(gone), mono(gone), Fault.WORKER_KILL, false))
                        .recovery()
                        .firstRow())
                .as("of a history that records only when the processes were gone")
                .isEqualTo(5 * SECOND + STEP);
    }

    @Test
    void a_row_of_a_batch_in_flight_is_not_the_end_of_the_disturbance() {
        // Half a second after the fault some rows come, and then none for four seconds.
        Recovery recovery = outage(tick -> tick >= FAULT && tick < FAULT + 500_000
                ? FAULT + 500_000
                : tick >= FAULT && tick < 25 * SECOND ? 25 * SECOND : tick + USUAL);

        assertThat(recovery.firstRow()).isEqualTo(500_000);
        assertThat(recovery.disturbance()).isEqualTo(5 * SECOND);
    }

    @Test
    void a_gap_that_is_no_longer_than_those_before_the_fault_disturbs_nobody() {
        // Rows come each second, as those of batches do, and after the fault up to a commit interval later.
        LongUnaryOperator batches = tick -> tick / SECOND * SECOND + SECOND;
        LongUnaryOperator held =
                tick -> batches.applyAsLong(tick) + (tick >= FAULT && tick < FAULT + SECOND ? SECOND : 0);
        LongUnaryOperator heldLonger =
                tick -> batches.applyAsLong(tick) + (tick >= FAULT && tick < FAULT + SECOND ? SECOND + 1 : 0);

        assertThat(outage(held).disturbance()).isZero();
        assertThat(fed(999, heldLonger).recovery().disturbance()).isEqualTo(2 * SECOND);
    }

    @Test
    void a_gap_of_the_fault_begins_within_twenty_seconds_of_it_or_of_another() {
        assertThat(outage(gaps(40)).disturbance()).isEqualTo(22 * SECOND);
        assertThat(outage(gaps(41)).disturbance()).isZero();
        assertThat(outage(gaps(22, 43)).disturbance()).isEqualTo(25 * SECOND);
        assertThat(outage(gaps(22, 45)).disturbance()).isEqualTo(4 * SECOND);
    }

    @Test
    void a_disturbance_whose_end_was_not_seen_for_ten_seconds_is_unknown() {
        LongUnaryOperator back = tick -> tick >= FAULT && tick < 25 * SECOND ? 25 * SECOND : tick + USUAL;
        Outage seen = new Outage(1_000).load(0, 35 * SECOND + STEP, STEP, back).faultAt(FAULT);
        Outage unseen =
                new Outage(1_000).load(0, 35 * SECOND - 2 * STEP, STEP, back).faultAt(FAULT);

        assertThat(seen.recovery().disturbance()).isEqualTo(5 * SECOND);
        assertThat(unseen.recovery().disturbance()).isNull();
        assertThat(unseen.recovery().unknown()).isEqualTo("the end of the disturbance was not seen");
    }

    @Test
    void a_disturbance_lasts_until_the_last_partition_is_undisturbed() {
        Outage outage = fed(1_000, tick -> tick + USUAL)
                .onPartition(1)
                .load(0, 60 * SECOND, STEP, tick -> tick >= FAULT && tick < 23 * SECOND ? 23 * SECOND : tick + USUAL);
        assertThat(outage.recovery().disturbance()).isEqualTo(3 * SECOND);

        // One that stops soon after leaves it unknown; one that had stopped before has no part in it.
        assertThat(outage.onPartition(2)
                        .load(0, 10 * SECOND, STEP, tick -> tick + USUAL)
                        .recovery()
                        .disturbance())
                .isEqualTo(3 * SECOND);
        assertThat(outage.onPartition(2)
                        .load(10 * SECOND, 25 * SECOND, STEP, tick -> tick + USUAL)
                        .recovery()
                        .disturbance())
                .isNull();
    }

    @Test
    void how_long_a_server_was_away_and_what_the_lane_took_after_that_are_two_figures() {
        LongUnaryOperator seen = tick -> tick >= FAULT && tick < 25 * SECOND ? 25 * SECOND : tick + USUAL;
        Outage killed = new Outage(1_000)
                .load(0, 60 * SECOND, STEP, seen)
                .with(new Fact.FaultPhase(wall(FAULT), mono(FAULT), Fault.BROKER_KILL, true));

        assertThat(killed.recovery().absence()).isNull();
        assertThat(killed.recovery().comeback()).isNull();
        assertThat(killed.recovery().unknown()).isEqualTo("when what was taken away served again was not recorded");

        Recovery recovery = killed.with(new Fact.ServedAgain(wall(24 * SECOND), mono(24 * SECOND), Fault.BROKER_KILL))
                .recovery();
        assertThat(recovery.absence()).isEqualTo(4 * SECOND);
        assertThat(recovery.comeback()).isEqualTo(SECOND);
        assertThat(recovery.firstRow()).isEqualTo(5 * SECOND);
        assertThat(recovery.unknown()).isNull();

        Recovery heardLate = new Outage(1_000)
                .load(0, 60 * SECOND, STEP, seen)
                .with(new Fact.FaultPhase(wall(FAULT), mono(FAULT), Fault.BROKER_KILL, true))
                .with(new Fact.ServedAgain(wall(26 * SECOND), mono(26 * SECOND), Fault.BROKER_KILL))
                .recovery();
        assertThat(heardLate.absence()).isEqualTo(5 * SECOND);
        assertThat(heardLate.comeback()).isZero();
    }

    @Test
    void when_a_fault_is_over_it_had_taken_hold_long_before() {
        long over = 28 * SECOND;

        assertThat(new Outage(1_000)
                        .load(0, 60 * SECOND, STEP, tick -> tick >= FAULT && tick < over ? over : tick + USUAL)
                        .with(new Fact.FaultPhase(wall(FAULT), mono(FAULT), Fault.DATABASE_PAUSE, true))
                        .with(new Fact.FaultPhase(wall(over), mono(over), Fault.DATABASE_PAUSE, false))
                        .recovery()
                        .firstRow())
                .isEqualTo(8 * SECOND);
    }

    @Test
    void without_a_fault_there_is_nothing_to_come_back_from() {
        Recovery recovery =
                new Outage(1_000).load(0, SECOND, STEP, tick -> tick + USUAL).recovery();

        assertThat(recovery)
                .isEqualTo(new Recovery(null, null, null, null, null, null, null, false, null, "no fault was started"));
    }

    @Test
    void what_leaves_the_latency_unknown_leaves_the_recovery_unknown() {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, Fault.WORKER_KILL).without(Fact.Clock.class, clock -> true);

        assertThat(Recovery.of(trial.history(), trial.subject()).unknown())
                .isEqualTo(trial.measured().unknown().get());
    }

    @Test
    void a_percentile_is_a_value_that_95_in_100_do_not_exceed() {
        assertThat(P95.of(LongStream.rangeClosed(1, 100))).isEqualTo(95);
        assertThat(P95.of(LongStream.rangeClosed(1, 101))).isEqualTo(96);
        assertThat(P95.of(LongStream.of(20, 1, 3))).isEqualTo(20);
    }

    /** From each of these seconds on no row for two. */
    private static LongUnaryOperator gaps(long... seconds) {
        return tick -> LongStream.of(seconds)
                .map(second -> second * SECOND)
                .filter(from -> tick + USUAL > from && tick + USUAL < from + 2 * SECOND)
                .map(from -> from + 2 * SECOND)
                .findFirst()
                .orElse(tick + USUAL);
    }

    private static Outage fed(long commitMillis, LongUnaryOperator seen) {
        return new Outage(commitMillis).load(0, 60 * SECOND, STEP, seen).faultAt(FAULT);
    }

    private static Recovery outage(LongUnaryOperator seen) {
        return fed(1_000, seen).recovery();
    }

    private static Recovery faultAt(long micros) {
        return new Outage(1_000)
                .load(0, 60 * SECOND, STEP, tick -> tick + USUAL)
                .faultAt(micros)
                .recovery();
    }

    private static Recovery slowAtFirst(long latency) {
        return outage(tick -> tick + (tick >= FAULT && tick < FAULT + SECOND ? latency : USUAL));
    }

    private static Recovery relapseAfter(long seconds) {
        long relapse = FAULT + seconds * SECOND;
        return outage(tick -> tick + (tick >= relapse && tick < relapse + SECOND ? 5 * SECOND : USUAL));
    }

    private static Recovery backFrom(long seconds) {
        return outage(tick -> tick + (tick >= FAULT && tick < FAULT + seconds * SECOND ? 5 * SECOND : USUAL));
    }
}
