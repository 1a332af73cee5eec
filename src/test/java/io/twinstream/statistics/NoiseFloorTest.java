package io.twinstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Sample;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseFloorTest {

    private static final double[] SAME = {3, 3, 3, 3, 3, 3};

    @Test
    void trials_that_do_not_differ_have_no_noise() {
        assertThat(NoiseFloor.of(SAME, SAME)).hasValue(1);
    }

    @Test
    void the_floor_is_what_halves_of_one_lane_differ_by() {
        // Both fives fall into the same half, and are its median, in 8 of 20 deals.
        assertThat(NoiseFloor.of(new double[] {1, 1, 1, 1, 5, 5}, SAME)).hasValue(5);
        // One of them is the median of no half.
        assertThat(NoiseFloor.of(new double[] {1, 1, 1, 1, 1, 5}, SAME)).hasValue(1);
    }

    /**
     * So many fives fall into the same half, and are its median, in 7.0 % of the deals of 4 among 14, in 2.9 % of those
     * of 5 among 18.
     */
    @Test
    void one_deal_in_twenty_may_come_to_more() {
        assertThat(NoiseFloor.of(onesAndFives(10, 4), SAME)).hasValue(5);
        assertThat(NoiseFloor.of(onesAndFives(13, 5), SAME)).hasValue(1);
    }

    private static double[] onesAndFives(int ones, int fives) {
        double[] values = new double[ones + fives];
        Arrays.fill(values, 1);
        Arrays.fill(values, ones, values.length, 5);
        return values;
    }

    @Test
    void the_noisier_lane_sets_it_in_whatever_order_its_values_come() {
        double[] noisy = {1, 2, 4, 8, 16, 32};
        double[] reversed = {32, 16, 8, 4, 2, 1};

        assertThat(NoiseFloor.of(SAME, noisy)).isEqualTo(NoiseFloor.of(noisy, SAME));
        assertThat(NoiseFloor.of(SAME, reversed)).isEqualTo(NoiseFloor.of(SAME, noisy));
    }

    @Test
    void too_few_trials_and_times_of_zero_have_none() {
        assertThat(NoiseFloor.of(new double[] {1, 2, 3, 4, 5}, SAME)).isEmpty();
        assertThat(NoiseFloor.of(SAME, new double[] {0, 2, 3, 4, 5, 6})).isEmpty();
    }

    @Test
    void two_samples_of_the_same_lane_seldom_show_a_difference() {
        Random random = new Random(7);
        long significant = IntStream.range(0, 300)
                .filter(i -> {
                    double[] one = lane(random);
                    double[] other = lane(random);
                    return new Sample.Ratio(
                                    Median.of(one) / Median.of(other),
                                    Bootstrap.ratio(one, other),
                                    NoiseFloor.of(one, other))
                            .isSignificant();
                })
                .count();

        assertThat(significant / 300.0).isLessThan(0.05);
    }

    private static double[] lane(Random random) {
        double[] values = new double[10];
        Arrays.setAll(values, i -> Math.exp(0.3 * random.nextGaussian()));
        return values;
    }
}
