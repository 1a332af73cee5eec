package io.twinstream.statistics;

/** Where a figure lies with a confidence of 95 %; both ends belong to it, and the low one is not above the high one. */
public record Interval(double low, double high) {

    public Interval {
        if (low > high) {
            throw new IllegalArgumentException("An interval from " + low + " to " + high + " has no inside.");
        }
    }
}
