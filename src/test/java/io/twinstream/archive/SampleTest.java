package io.twinstream.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final Population TUNED = population(Settings.TUNED, 1_000_000);
    private static final List<Double> SEVEN = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0);

    @Test
    void a_figure_that_a_trial_lacks_or_that_is_only_a_bound_is_not_estimated_from_the_others() {
        assertThat(sample(SEVEN, 0, 0).estimate()).isPresent();
        assertThat(sample(SEVEN, 1, 0).estimate()).isEmpty();
        assertThat(sample(SEVEN, 1, 0).text()).isEqualTo("not known in 1 of 8");
        assertThat(sample(SEVEN, 0, 2).estimate()).isEmpty();
        assertThat(sample(SEVEN, 0, 2).text()).isEqualTo("not over at the end in 2 of 7");
        assertThat(sample(List.of(), 0, 0).text()).isEqualTo("-");
    }

    @Test
    void a_ratio_is_that_of_the_medians_with_an_interval_where_both_carry_one() {
        List<Double> doubled = SEVEN.stream().map(value -> 2 * value).toList();
        Sample.Ratio ratio = sample(doubled, 0, 0).over(sample(SEVEN, 0, 0)).orElseThrow();

        assertThat(ratio.value()).isEqualTo(2);
        // Each median is between the second and the sixth value most of the time: 4/6 and 12/2 are beyond both ends.
        assertThat(ratio.interval())
                .hasValueSatisfying(around ->
                        assertThat(around.low()).isGreaterThan(4 / 6.0).isLessThan(1.5))
                .hasValueSatisfying(
                        around -> assertThat(around.high()).isGreaterThan(3).isLessThan(12));
        assertThat(sample(doubled, 0, 0).over(sample(List.of(2.0), 0, 0)))
                .contains(new Sample.Ratio(4, Optional.empty(), OptionalDouble.empty()));
        assertThat(sample(SEVEN, 0, 0).over(sample(List.of(), 0, 0))).isEmpty();
        assertThat(sample(SEVEN, 0, 0).over(sample(List.of(0.0), 0, 0))).isEmpty();
    }

    @Test
    void what_is_not_alike_has_no_ratio() {
        Sample tuned = sample(SEVEN, 0, 0);

        for (Sample other : List.of(
                new Sample(population(Settings.ORIGINAL, 1_000_000), Figure.FIRST_ROW, SEVEN, 0, 0),
                new Sample(population(Settings.TUNED, 15_000_000), Figure.FIRST_ROW, SEVEN, 0, 0),
                new Sample(
                        new Population(
                                Cell.of("flink/APPEND/WORKER_KILL"),
                                Settings.TUNED,
                                Load.Ticks.USUAL,
                                1_000_000,
                                Spare.WITH),
                        Figure.FIRST_ROW,
                        SEVEN,
                        0,
                        0),
                new Sample(TUNED, Figure.CATCH_UP, SEVEN, 0, 0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tuned.over(other))
                    .withMessageContaining("are not alike");
        }
    }

    @Test
    void a_ratio_shows_a_difference_beyond_the_noise_with_an_interval_that_leaves_1_out() {
        assertThat(ratio(3, 2, 4, 1.5).isSignificant()).isTrue();
        assertThat(ratio(0.3, 0.2, 0.5, 1.5).isSignificant()).isTrue();
        assertThat(ratio(1.4, 1.2, 1.6, 1.5).isSignificant()).isFalse();
        assertThat(ratio(3, 0.9, 4, 1.5).isSignificant()).isFalse();
        assertThat(new Sample.Ratio(9, Optional.empty(), OptionalDouble.empty()).isSignificant())
                .isFalse();
        assertThat(ratio(3, 2, 4, 1.5).text()).isEqualTo("3.00 [2.00, 4.00]");
    }

    private static Sample.Ratio ratio(double value, double low, double high, double noise) {
        return new Sample.Ratio(value, Optional.of(new Interval(low, high)), OptionalDouble.of(noise));
    }

    private static Sample sample(List<Double> values, int missing, int bounds) {
        return new Sample(TUNED, Figure.FIRST_ROW, values, missing, bounds);
    }

    private static Population population(Settings settings, long commitMicros) {
        return new Population(
                Cell.of("flink/UPSERT/WORKER_KILL"), settings, Load.Ticks.USUAL, commitMicros, Spare.WITH);
    }
}
