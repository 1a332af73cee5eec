package io.twinstream.checker;

/** A percentile that is printed if there are enough values for it. */
public enum Quantile {
    P50(500),
    P90(900),
    P99(990),
    P999(999);

    /** So many values must lie above a percentile. */
    private static final long ABOVE = 10;

    private final int permille;

    Quantile(int permille) {
        this.permille = permille;
    }

    /** Whether n values say something about it: n(1-q) is at least 10. */
    boolean knownFrom(long n) {
        return n * (1_000 - permille) >= ABOVE * 1_000;
    }

    /** As it is printed: {@code p99.9}. */
    public String label() {
        return permille % 10 == 0 ? "p" + permille / 10 : "p" + permille / 10 + "." + permille % 10;
    }

    double percent() {
        return permille / 10.0;
    }
}
