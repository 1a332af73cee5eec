package io.twinstream.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as they are printed: three digits, for no trial of this suite says more. */
public final class Digits {

    private static final int DIGITS = 3;

    private Digits() {}

    /** {@code 0.0123}, {@code 1.20}, {@code 1440}. */
    public static String of(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        int whole = rounded.precision() - rounded.scale();
        return rounded.signum() == 0
                ? "0"
                : rounded.setScale(Math.max(0, DIGITS - whole), RoundingMode.UNNECESSARY)
                        .toPlainString();
    }
}
