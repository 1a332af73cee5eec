package io.twinstream.checker;

import static io.twinstream.checker.Outage.NEVER;
import static io.twinstream.checker.Planted.trial;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.checker.Timeline.Second;
import io.twinstream.history.Fact;
import org.junit.jupiter.api.Test;

/** 250 ticks a second, each visible after 100 ms. */
class TimelineTest {

    private static final long SECOND = 1_000_000;
    private static final long STEP = 4_000;
    private static final long USUAL = 100_000;

    @Test
    void seconds_are_counted_from_the_start_of_the_fault() {
        Timeline timeline = fed().faultAt(2 * SECOND).timeline();

        assertThat(timeline.seconds())
                .containsExactly(
                        new Second(-2, 250, 225, USUAL, USUAL),
                        new Second(-1, 250, 250, USUAL, USUAL),
                        new Second(0, 250, 250, USUAL, USUAL),
                        new Second(1, 0, 25, null, null));
    }

    @Test
    void without_a_fault_they_are_counted_from_the_first_tick() {
        Timeline timeline = new Outage(1_000)
                .load(SECOND / 2, SECOND / 2 + SECOND, STEP, tick -> tick + USUAL)
                .timeline();

        assertThat(timeline.seconds())
                .containsExactly(new Second(0, 250, 225, USUAL, USUAL), new Second(1, 0, 25, null, null));
    }

    @Test
    void a_second_in_which_nothing_happened_is_there() {
        Timeline timeline = new Outage(1_000)
                .load(0, STEP, STEP, tick -> 2 * SECOND)
                .faultAt(0)
                .timeline();

        assertThat(timeline.seconds())
                .containsExactly(
                        new Second(0, 1, 0, null, 2 * SECOND),
                        new Second(1, 0, 0, null, null),
                        new Second(2, 0, 1, null, null));
    }

    @Test
    void a_percentile_is_reported_from_two_hundred_rows_on() {
        Timeline enough = lacking(50).timeline();
        Timeline few = lacking(51).timeline();

        assertThat(enough.seconds().get(0)).isEqualTo(new Second(0, 250, 200, 190_000L, 200_000L));
        assertThat(few.seconds().get(0)).isEqualTo(new Second(0, 250, 199, null, 199_000L));
    }

    @Test
    void what_leaves_the_latency_unknown_leaves_no_timeline() {
        Planted trial = trial().without(Fact.Clock.class, clock -> true);

        assertThat(Timeline.of(trial.history(), trial.subject()).seconds()).isEmpty();
    }

    private static Outage fed() {
        return new Outage(1_000).load(0, 3 * SECOND, STEP, tick -> tick + USUAL);
    }

    /** Of the only second, the last ticks have no row; tick n of the others took n ms, from 1 on. */
    private static Outage lacking(int rows) {
        return new Outage(1_000)
                .load(0, SECOND, STEP, tick -> tick / STEP < 250 - rows ? tick + (tick / STEP + 1) * 1_000 : NEVER);
    }
}
