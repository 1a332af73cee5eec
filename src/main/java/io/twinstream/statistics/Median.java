package io.twinstream.statistics;

import java.util.Arrays;

/** The middle of some values; of an even number of them the mean of the two in the middle. */
public final class Median {

    private Median() {}

    /**
     * The median.
     *
     * @param values at least one, in any order; they are left as they are
     */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int upper = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
    }
}
