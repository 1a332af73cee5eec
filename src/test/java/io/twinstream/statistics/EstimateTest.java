package io.twinstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void the_median_is_the_middle_value_or_the_mean_of_both() {
        assertThat(Estimate.of(3, 1, 2).median()).isEqualTo(2);
        assertThat(Estimate.of(4, 100, 1, 2).median()).isEqualTo(3);
        assertThat(Estimate.of(7).median()).isEqualTo(7);
    }

    @Test
    void the_coefficient_of_variation_is_the_standard_deviation_by_the_mean() {
        // mean 5, squares of the deviations 32: sqrt(32 / 7) / 5
        assertThat(Estimate.of(2, 4, 4, 4, 5, 5, 7, 9).variation()).hasValueCloseTo(0.427618, within(1e-6));
        assertThat(Estimate.of(7).variation()).isEmpty();
        assertThat(Estimate.of(-1, 1).variation()).isEmpty();
    }

    /**
     * Of seven values the median of a resample is the least with a probability of 1.0 %, one of the two least with 10.8
     * % (binomial): the 2.5 % that are cut off end at the second.
     */
    @Test
    void the_interval_is_the_middle_of_all_resamples() {
        assertThat(Estimate.of(1, 2, 3, 4, 5, 6, 7).interval()).contains(new Interval(2, 6));
    }

    @Test
    void fewer_than_six_trials_carry_no_interval() {
        assertThat(Estimate.of(1, 2, 3, 4, 5).interval()).isEmpty();
        assertThat(Estimate.of(1, 2, 3, 4, 5, 6).interval()).isPresent();
    }

    @Test
    void the_interval_depends_on_the_values_and_not_on_their_order() {
        double[] values = new Random(1).doubles(15).toArray();
        double[] reversed = IntStream.range(0, values.length)
                .mapToDouble(i -> values[values.length - 1 - i])
                .toArray();

        assertThat(Estimate.of(reversed)).isEqualTo(Estimate.of(values));
    }

    @Test
    void the_interval_lies_among_the_values_around_the_median_and_grows_with_them() {
        for (int seed = 0; seed < 50; seed++) {
            double[] values = new Random(seed).doubles(6 + seed).toArray();
            Estimate estimate = Estimate.of(values);
            Interval interval = estimate.interval().orElseThrow();

            assertThat(estimate.median()).isBetween(interval.low(), interval.high());
            assertThat(interval.low()).isGreaterThanOrEqualTo(estimate.least());
            assertThat(interval.high()).isLessThanOrEqualTo(estimate.most());
            assertThat(Estimate.of(Arrays.stream(values).map(v -> 4 * v).toArray())
                            .interval())
                    .contains(new Interval(4 * interval.low(), 4 * interval.high()));
        }
    }

    @Test
    void the_interval_covers_the_true_median_about_as_often_as_it_says() {
        Random random = new Random(5);
        long covered = IntStream.range(0, 300)
                .mapToObj(i ->
                        DoubleStream.generate(random::nextGaussian).limit(12).toArray())
                .map(values -> Estimate.of(values).interval().orElseThrow())
                .filter(interval -> interval.low() <= 0 && interval.high() >= 0)
                .count();

        assertThat(covered / 300.0).isBetween(0.91, 0.99);
    }

    @Test
    void nothing_is_estimated_from_nothing() {
        assertThatIllegalArgumentException().isThrownBy(Estimate::of);
        assertThatIllegalArgumentException().isThrownBy(() -> Estimate.of(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(2, 1));
    }

    @Test
    void an_estimate_is_printed_with_its_interval_or_with_the_least_and_the_most() {
        assertThat(Estimate.of(1, 2, 3, 4, 5, 6, 7).text()).isEqualTo("4.00 [2.00, 6.00], n 7, cv 0.540");
        assertThat(Estimate.of(3).text()).isEqualTo("3.00, n 1");
        assertThat(Estimate.of(0.01234, 1439.6, 12).text()).isEqualTo("12.0 (0.0123 to 1440), n 3, cv 1.71");
    }
}
