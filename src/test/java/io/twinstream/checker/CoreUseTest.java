package io.twinstream.checker;

import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.trial;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.checker.CoreUse.Sample;
import io.twinstream.history.Fact;
import org.junit.jupiter.api.Test;

/** Fed for 40 seconds, of which the first 30 are warm-up. */
class CoreUseTest {

    private static final long SECOND = 1_000_000;
    private static final long STEP = 4_000;

    @Test
    void cores_are_what_was_used_since_the_sample_before_by_the_time_that_went_by() {
        Outage trial = fed().with(sample(0, 3_000))
                .with(sample(SECOND, 4_500))
                .with(sample(3 * SECOND, 5_000))
                .with(sample(30 * SECOND, 5_000))
                .with(sample(31 * SECOND, 5_100));

        assertThat(trial.cores().samples())
                .containsExactly(
                        new Sample(SECOND, 1.5, true),
                        new Sample(3 * SECOND, 0.25, true),
                        new Sample(30 * SECOND, 0, true),
                        new Sample(31 * SECOND, 0.1, false));
    }

    @Test
    void before_and_after_the_topic_was_fed_nothing_counts() {
        Outage trial = fed().with(sample(-SECOND, 0))
                .with(sample(SECOND, 500))
                .with(sample(2 * SECOND, 600))
                .with(sample(41 * SECOND, 900));

        assertThat(trial.cores().samples()).containsExactly(new Sample(2 * SECOND, 0.1, true));
    }

    @Test
    void another_subject_or_a_doubt_about_time_leaves_nothing() {
        Planted trial = trial().with(resource("flink/UPSERT", 0, 0), resource("flink/UPSERT", SECOND, 500));

        assertThat(CoreUse.of(trial.history(), trial.subject()).samples()).hasSize(1);
        assertThat(CoreUse.of(trial.history(trial.subject()), trial.subject()).samples())
                .isEmpty();
        assertThat(fed().with(resource("other", 0, 0))
                        .with(resource("other", SECOND, 500))
                        .cores()
                        .samples())
                .isEmpty();
    }

    private static Outage fed() {
        return new Outage(1_000).load(0, 40 * SECOND, STEP, tick -> tick + 100_000);
    }

    private static Fact sample(long micros, long cpuMillis) {
        return resource("flink/APPEND", micros, cpuMillis);
    }

    private static Fact resource(String subject, long micros, long cpuMillis) {
        return new Fact.Resource(wall(micros), mono(micros), subject, cpuMillis, 1);
    }
}
