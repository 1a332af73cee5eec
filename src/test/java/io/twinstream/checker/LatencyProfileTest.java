package io.twinstream.checker;

import static io.twinstream.checker.Planted.at;
import static io.twinstream.checker.Planted.committed;
import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.place;
import static io.twinstream.checker.Planted.tick;
import static io.twinstream.checker.Planted.trial;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyProfileTest {

    private static final Percentage THREE_DIGITS = Percentage.withPercentage(0.1);

    @Test
    void a_tick_takes_from_its_intended_time_to_its_commit() {
        // The first row is visible at 0.05 s - 4 s, so ticks are measured from 1.05 s on: n = 105..299.
        LatencyProfile profile = warm(n -> 1_000 * (n - 104)).measured();

        assertThat(profile.unknown()).isEmpty();
        assertThat(profile.count()).isEqualTo(195);
        assertThat(profile.warmUp()).isEqualTo(105);
        assertThat(profile.max()).contains(195_000L);
        assertThat(profile.percentiles()).containsOnlyKeys(Quantile.P50, Quantile.P90);
        assertThat(profile.percentiles().get(Quantile.P50)).isCloseTo(98_000L, THREE_DIGITS);
        assertThat(profile.percentiles().get(Quantile.P90)).isCloseTo(176_000L, THREE_DIGITS);
    }

    @Test
    void the_first_five_seconds_after_the_first_row_are_warm_up() {
        LatencyProfile profile = trial().measured();

        assertThat(profile.unknown()).isEmpty();
        assertThat(profile.warmUp()).isEqualTo(300);
        assertThat(profile.count()).isZero();
        assertThat(profile.max()).isEmpty();
        assertThat(profile.percentiles()).isEmpty();
    }

    @Test
    void nothing_is_clipped() {
        long hours = 10L * 3_600 * 1_000_000;
        LatencyProfile profile = warm(n -> n == 200 ? hours + 1 : 0).measured();

        assertThat(profile.max()).contains(hours + 1);
        assertThat(profile.histogram().getMaxValue()).isCloseTo(hours, THREE_DIGITS);
        assertThat(profile.percentiles()).containsEntry(Quantile.P50, 0L);
    }

    @Test
    void a_percentile_never_exceeds_the_longest_latency() {
        LatencyProfile profile = warm(n -> 123_457).measured();

        assertThat(profile.percentiles().values()).containsOnly(123_457L);
    }

    @Test
    void a_percentile_is_reported_only_if_ten_values_lie_above_it() {
        assertKnownFrom(Quantile.P50, 20);
        assertKnownFrom(Quantile.P90, 100);
        assertKnownFrom(Quantile.P99, 1_000);
        assertKnownFrom(Quantile.P999, 10_000);
    }

    @Test
    void of_two_rows_of_a_record_the_first_to_be_visible_counts() {
        Planted trial = warm(n -> 1_000);
        Fact.Row again = trial.row(200, Read.B);

        assertThat(trial.with(committed(again, again.committed() + 900_000))
                        .measured()
                        .max())
                .contains(1_000L);
        assertThat(trial.measured().count()).isEqualTo(195);
    }

    @Test
    void a_row_before_its_time_is_an_error() {
        LatencyProfile profile = warm(n -> n == 200 ? -1 : 1_000).measured();
        LatencyProfile zero = warm(n -> 0).measured();

        assertThat(profile.unknown()).contains("1 rows were committed before they were meant to be sent");
        assertThat(zero.unknown()).isEmpty();
        assertThat(zero.max()).contains(0L);
    }

    @Test
    void a_row_without_a_commit_time_is_an_error() {
        LatencyProfile profile = trial().changing(
                        Fact.Row.class, row -> place(row).offset() == 7, row -> committed(row, null))
                .measured();

        assertThat(profile.unknown()).contains("3 rows have no commit time");
    }

    @Test
    void a_table_without_rows_has_no_latency() {
        assertThat(trial().without(Fact.Row.class, row -> row.read() == Read.B)
                        .measured()
                        .unknown())
                .contains("there are no rows");
    }

    @Test
    void a_row_that_belongs_to_no_tick_is_left_to_the_delivery_verdict() {
        Planted trial = warm(n -> 1_000);

        assertThat(trial.with(trial.row(300, Read.B)).measured().count()).isEqualTo(195);
    }

    @Test
    void a_stepped_clock_leaves_the_latency_unknown_but_not_the_delivery() {
        Planted stepped = warm(n -> 1_000).with(new Fact.Clock(wall(3_005_001), mono(3_000_000)));
        Planted back = warm(n -> 1_000).with(new Fact.Clock(wall(2_900_000), mono(3_000_000)));
        Planted bearable = warm(n -> 1_000).with(new Fact.Clock(wall(3_005_000), mono(3_000_000)));

        assertThat(stepped.measured().unknown())
                .contains("the wall clock was stepped: it moved 5 ms against the monotonic clock");
        assertThat(back.measured().unknown())
                .contains("the wall clock was stepped: it moved 100 ms against the monotonic clock");
        assertThat(stepped.judged().verdict()).isEqualTo(Verdict.VALID);
        assertThat(bearable.measured().unknown()).isEmpty();
    }

    @Test
    void without_clock_facts_a_step_would_go_unseen() {
        Planted one = warm(n -> 1_000).without(Fact.Clock.class, clock -> clock.t() > wall(0));
        Planted two = warm(n -> 1_000).without(Fact.Clock.class, clock -> clock.t() > wall(1_000_000));

        assertThat(one.measured().unknown())
                .contains("the history has fewer than two clock facts, so a stepped clock would go unseen");
        assertThat(two.measured().unknown()).isEmpty();
    }

    @Test
    void two_subjects_on_one_machine_are_not_measured() {
        Planted trial = warm(n -> 1_000);
        Subject other = new Subject(
                new io.twinstream.lane.Subject(Lane.SPARK, SinkMode.UPSERT),
                Contract.of(Lane.SPARK, SinkMode.UPSERT),
                1_000);
        History shared = trial.history(other);

        assertThat(LatencyProfile.of(shared, trial.subject()).unknown()).contains("2 subjects shared the machine");
    }

    @Test
    void profiles_are_merged_value_by_value() {
        LatencyProfile fast = warm(n -> 1_000).measured();
        LatencyProfile slow = warm(n -> 9_000).measured();
        LatencyProfile both = LatencyProfile.merged(List.of(fast, slow, fast));

        assertThat(both.unknown()).isEmpty();
        assertThat(both.count()).isEqualTo(585);
        assertThat(both.warmUp()).isEqualTo(315);
        assertThat(both.max()).contains(9_000L);
        assertThat(both.percentiles().get(Quantile.P50)).isCloseTo(1_000L, THREE_DIGITS);
        assertThat(both.percentiles().get(Quantile.P90)).isCloseTo(9_000L, THREE_DIGITS);
    }

    @Test
    void a_merged_profile_is_unknown_if_one_is() {
        LatencyProfile unknown =
                trial().without(Fact.Clock.class, clock -> true).measured();

        assertThat(LatencyProfile.merged(List.of(warm(n -> 1).measured(), unknown))
                        .unknown())
                .isEqualTo(unknown.unknown());
    }

    @Test
    void a_histogram_is_a_copy() {
        LatencyProfile profile = warm(n -> 1_000).measured();
        profile.histogram().reset();

        assertThat(profile.count()).isEqualTo(195);
    }

    private static void assertKnownFrom(Quantile quantile, long n) {
        assertThat(quantile.knownFrom(n)).isTrue();
        assertThat(quantile.knownFrom(n - 1)).isFalse();
    }

    /**
     * The warm-up is over at 1.05 s: tick 0's row was visible 4 s before the trial began. Tick n of the others took
     * latency(n).
     */
    private static Planted warm(LongUnaryOperator latency) {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, Fault.NONE);
        return trial.changing(Fact.Row.class, row -> true, row -> {
                    long n = tick(row);
                    return committed(
                            row, wall(n * Planted.STEP + (n < 105 ? Planted.LATENCY : latency.applyAsLong(n))));
                })
                .changing(Fact.Attempted.class, tick -> tick.seq() == 0, tick -> intended(tick, wall(-5_000_000)))
                .changing(Fact.Row.class, row -> row.identity().equals(at(0)), row -> committed(row, wall(-3_950_000)));
    }

    private static Fact.Attempted intended(Fact.Attempted tick, long intended) {
        return new Fact.Attempted(
                tick.t(),
                tick.m(),
                tick.seq(),
                intended,
                tick.key(),
                tick.symbol(),
                tick.price(),
                tick.user(),
                tick.timestamp(),
                tick.planted());
    }
}
