package io.twinstream.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * How far figures of one and the same lane differ by chance: an A/A comparison within the trials that a ratio is made
 * of. They are dealt into two halves, many times, and the larger of the two medians is put over the smaller one; 95 %
 * of these factors are at most the noise floor. Halves have fewer trials than the whole, which makes the floor rather
 * too high; a trial that alone stands out hardly moves a median, and what drifts from run to run is not in it. Seeded:
 * the same values give the same floor, in whatever order they come.
 */
public final class NoiseFloor {

    private static final int DEALS = 2_000;
    private static final int CUT = DEALS / 20;
    private static final long SEED = 42;

    private NoiseFloor() {}

    /**
     * The floor for a ratio of these two, the higher one of both, as a factor from 1 on; empty if either has fewer than
     * {@link Bootstrap#ENOUGH} values or one that is not above 0.
     */
    public static OptionalDouble of(double[] above, double[] below) {
        boolean known = Stream.of(above, below)
                .allMatch(values -> values.length >= Bootstrap.ENOUGH
                        && Arrays.stream(values).allMatch(value -> value > 0));
        return known ? OptionalDouble.of(Math.max(of(above), of(below))) : OptionalDouble.empty();
    }

    private static double of(double[] values) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] dealt = values.clone();
        Arrays.sort(dealt);
        double[] factors = new double[DEALS];
        for (int i = 0; i < DEALS; i++) {
            shuffle(dealt, random);
            factors[i] = factor(dealt);
        }
        Arrays.sort(factors);
        return factors[DEALS - 1 - CUT];
    }

    private static void shuffle(double[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double moved = values[i];
            values[i] = values[j];
            values[j] = moved;
        }
    }

    /** Of an odd number of trials one is in neither half. */
    private static double factor(double[] dealt) {
        int half = dealt.length / 2;
        double one = Median.of(Arrays.copyOfRange(dealt, 0, half));
        double other = Median.of(Arrays.copyOfRange(dealt, half, 2 * half));
        return Math.max(one, other) / Math.min(one, other);
    }
}
