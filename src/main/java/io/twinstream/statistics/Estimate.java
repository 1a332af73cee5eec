package io.twinstream.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What trials say of a figure: a value is what one whole trial came to, never one record of it.
 *
 * @param trials how many values there are, at least one
 * @param interval of the median; empty where the trials are too few to carry one: then {@code least} and {@code most}
 *     are all that is known
 * @param variation as {@link #variation(double...)} of these values
 */
public record Estimate(
        int trials, double median, double least, double most, Optional<Interval> interval, OptionalDouble variation) {

    /**
     * The estimate from these values.
     *
     * @throws IllegalArgumentException if there is none, or one is not a number
     */
    public static Estimate of(double... values) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Nothing can be estimated from " + Arrays.toString(values) + ".");
        }
        return new Estimate(
                values.length,
                Median.of(values),
                Arrays.stream(values).min().getAsDouble(),
                Arrays.stream(values).max().getAsDouble(),
                Bootstrap.median(values),
                variation(values));
    }

    /**
     * The coefficient of variation: standard deviation (over n - 1) by mean; empty for fewer than two values or a mean
     * of 0.
     */
    public static OptionalDouble variation(double... values) {
        double mean = Arrays.stream(values).average().orElse(0);
        if (values.length < 2 || mean == 0) {
            return OptionalDouble.empty();
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return OptionalDouble.of(Math.sqrt(squares / (values.length - 1)) / mean);
    }

    /**
     * {@code 1.20, n 1} for one trial, {@code 1.20 [1.00, 1.60], n 10, cv 0.150} with an interval,
     * {@code 1.20 (0.900 to 2.20), n 3, cv 0.480} with the least and the most.
     */
    public String text() {
        String spread = variation.isPresent() ? ", cv " + Digits.of(variation.getAsDouble()) : "";
        return range() + ", n " + trials + spread;
    }

    /**
     * The median and what is around it: {@code 1.20 [1.00, 1.60]} with an interval, {@code 1.20 (0.900 to 2.20)} with
     * the least and the most, {@code 1.20} of one trial.
     */
    public String range() {
        if (trials == 1) {
            return Digits.of(median);
        }
        return Digits.of(median) + " "
                + interval.map(known -> "[" + Digits.of(known.low()) + ", " + Digits.of(known.high()) + "]")
                        .orElseGet(() -> "(" + Digits.of(least) + " to " + Digits.of(most) + ")");
    }
}
