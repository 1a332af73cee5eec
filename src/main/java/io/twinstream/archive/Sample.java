package io.twinstream.archive;

import io.twinstream.statistics.Bootstrap;
import io.twinstream.statistics.Digits;
import io.twinstream.statistics.Estimate;
import io.twinstream.statistics.Interval;
import io.twinstream.statistics.NoiseFloor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of the trials of a population, a value for each trial that has it.
 *
 * @param missing trials that should have the figure and have not; those whose verdict is UNKNOWN are not among them
 * @param bounds how many of the values are only lower bounds
 */
public record Sample(Population population, Figure figure, List<Double> values, int missing, int bounds) {

    /**
     * The ratio of two medians.
     *
     * @param interval nominal 95 %; empty where one side has too few trials
     * @param noise how far two halves of one side's trials differ by chance, as a factor from 1 on: {@link NoiseFloor};
     *     empty likewise, and where a value is 0
     */
    public record Ratio(double value, Optional<Interval> interval, OptionalDouble noise) {

        /** Whether the difference is significant: its interval leaves 1 out, and it lies beyond the noise floor. */
        public boolean isSignificant() {
            return interval.isPresent()
                    && noise.isPresent()
                    && (interval.get().low() > 1 || interval.get().high() < 1)
                    && Math.max(value, 1 / value) > noise.getAsDouble();
        }

        /** {@code 6.90 [5.10, 11.2]}, or {@code 2.00} without an interval. */
        public String text() {
            return Digits.of(value)
                    + interval.map(around -> " [" + Digits.of(around.low()) + ", " + Digits.of(around.high()) + "]")
                            .orElse("");
        }
    }

    public Sample {
        values = List.copyOf(values);
    }

    /** Trials that should have the figure, whether they do or not. */
    public int trials() {
        return values.size() + missing;
    }

    /** What the trials say; empty if one of them does not say it: what is missing is seldom like what is there. */
    public Optional<Estimate> estimate() {
        return values.isEmpty() || missing > 0 || bounds > 0 ? Optional.empty() : Optional.of(Estimate.of(array()));
    }

    /**
     * This median over that one; empty if either is not known or that one is 0.
     *
     * @throws IllegalArgumentException if the two are not alike: not the same figure, or of populations that differ in
     *     more than the lane
     */
    public Optional<Ratio> over(Sample other) {
        if (figure != other.figure || !population.isLike(other.population)) {
            throw new IllegalArgumentException(figure + " of " + population + " and " + other.figure + " of "
                    + other.population + " are not alike: they have no ratio.");
        }
        Optional<Estimate> below = other.estimate().filter(estimate -> estimate.least() > 0);
        return estimate()
                .flatMap(above -> below.map(that -> new Ratio(
                        above.median() / that.median(),
                        Bootstrap.ratio(array(), other.array()),
                        NoiseFloor.of(array(), other.array()))));
    }

    /** The estimate, or why there is none. */
    public String text() {
        return estimate().map(Estimate::text).orElseGet(this::unknown);
    }

    private String unknown() {
        if (missing > 0) {
            return "not known in " + missing + " of " + (missing + values.size());
        }
        return bounds > 0 ? "not over at the end in " + bounds + " of " + values.size() : "-";
    }

    private double[] array() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
