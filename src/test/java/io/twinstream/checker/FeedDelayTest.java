package io.twinstream.checker;

import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.trial;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.history.Fact;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class FeedDelayTest {

    private static final Percentage THREE_DIGITS = Percentage.withPercentage(0.1);

    @Test
    void a_tick_takes_from_its_intended_time_to_its_acknowledgement() {
        FeedDelay delay = FeedDelay.of(acknowledgedAfterMillis(1).history());

        assertThat(delay.acknowledged()).isEqualTo(Planted.TICKS);
        assertThat(delay.percentiles()).containsOnlyKeys(Quantile.P50, Quantile.P90);
        assertThat(delay.percentiles().get(Quantile.P50)).isCloseTo(150_000L, THREE_DIGITS);
        assertThat(delay.percentiles().get(Quantile.P90)).isCloseTo(270_000L, THREE_DIGITS);
    }

    @Test
    void a_tick_that_was_not_acknowledged_has_none() {
        Planted trial = trial().without(Fact.Acknowledged.class, tick -> tick.seq() >= 19);

        FeedDelay delay = FeedDelay.of(trial.history());

        assertThat(delay.acknowledged()).isEqualTo(19);
        assertThat(delay.percentiles()).isEmpty();
    }

    @Test
    void a_tick_acknowledged_before_it_was_meant_to_be_sent_leaves_nothing_to_report() {
        assertThat(FeedDelay.of(acknowledgedAfterMillis(-1).history()).percentiles())
                .isEmpty();
    }

    @Test
    void without_clocks_to_trust_there_is_nothing_to_report() {
        Planted trial = acknowledgedAfterMillis(1).without(Fact.Clock.class, clock -> true);

        assertThat(FeedDelay.of(trial.history()).percentiles()).isEmpty();
    }

    /** Tick n, from 0 on, takes n + 1 times as long as this. */
    private static Planted acknowledgedAfterMillis(long millis) {
        return trial().changing(
                        Fact.Acknowledged.class,
                        tick -> true,
                        tick -> acknowledged(
                                tick.seq(), tick.seq() * Planted.STEP + (tick.seq() + 1) * millis * 1_000));
    }

    private static Fact.Acknowledged acknowledged(long seq, long at) {
        return new Fact.Acknowledged(wall(at), mono(at), seq, 0, 0);
    }
}
