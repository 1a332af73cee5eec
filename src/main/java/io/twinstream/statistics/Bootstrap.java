package io.twinstream.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Intervals by the percentile bootstrap (B. Efron, R. Tibshirani: An Introduction to the Bootstrap, 1993, chapter 13):
 * the values are drawn again with replacement, many times, and the middle 95 % of what comes out are the interval. The
 * same values give the same interval, in whatever order they come.
 */
public final class Bootstrap {

    /**
     * From fewer values no interval is made. It can reach no further than from the least to the most of them, which
     * cover the true median with a probability of 1 - 2 * 0.5^n (order statistics, whatever the distribution): less
     * than 95 % for n below 6.
     */
    public static final int ENOUGH = 6;

    private static final int RESAMPLES = 2_000;
    private static final int CUT = RESAMPLES / 40;
    private static final long SEED = 42;

    private Bootstrap() {}

    /** The interval of the median; empty if there are too few values. */
    static Optional<Interval> median(double... values) {
        double[] sorted = sorted(values);
        return values.length < ENOUGH ? Optional.empty() : middle(random -> redrawn(sorted, random));
    }

    /**
     * The interval of the median of the first over the median of the second, drawn independently; empty if either has
     * too few values.
     *
     * @param below above 0
     */
    public static Optional<Interval> ratio(double[] above, double[] below) {
        double[] over = sorted(above);
        double[] under = sorted(below);
        return Math.min(over.length, under.length) < ENOUGH
                ? Optional.empty()
                : middle(random -> redrawn(over, random) / redrawn(under, random));
    }

    private static Optional<Interval> middle(ToDoubleFunction<SplittableRandom> draw) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[RESAMPLES];
        Arrays.setAll(drawn, i -> draw.applyAsDouble(random));
        Arrays.sort(drawn);
        return Optional.of(new Interval(drawn[CUT], drawn[RESAMPLES - 1 - CUT]));
    }

    private static double redrawn(double[] values, SplittableRandom random) {
        double[] redrawn = new double[values.length];
        Arrays.setAll(redrawn, i -> values[random.nextInt(values.length)]);
        return Median.of(redrawn);
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
