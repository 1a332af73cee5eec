package io.twinstream.archive;

import io.twinstream.statistics.Digits;

/** What a figure is printed in, and how many of what tables store make one of it. */
public enum Unit {
    /** Stored in microseconds. */
    SECONDS("s", 1e6),
    /** Stored in microseconds. */
    MILLIS("ms", 1e3),
    /** Stored in bytes. */
    MIB("MiB", 1 << 20),
    COMMIT_INTERVALS("commit intervals", 1),
    /** A ratio. */
    NONE("", 1);

    private final String symbol;
    private final double stored;

    Unit(String symbol, double stored) {
        this.symbol = symbol;
        this.stored = stored;
    }

    /** What is put behind a number: {@code  ms}; empty for a ratio. */
    public String suffix() {
        return symbol.isEmpty() ? "" : " " + symbol;
    }

    /** How much of what is stored is one of this. */
    double stored() {
        return stored;
    }

    /** What is stored, in this unit. */
    public double of(double value) {
        return value / stored;
    }

    /** Likewise. */
    public double of(long value) {
        return value / stored;
    }

    /** Likewise, as figures are printed: {@code 1.20}. */
    public String text(long value) {
        return Digits.of(of(value));
    }
}
