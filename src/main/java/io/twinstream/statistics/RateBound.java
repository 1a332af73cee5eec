package io.twinstream.statistics;

/** What can be said of how often something happens that has not happened. */
public final class RateBound {

    private static final double DOUBT = 0.05;

    private RateBound() {}

    /**
     * The rate per trial that something has at most, with a confidence of 95 %, when none of n independent trials
     * showed it: the p with (1 - p)^n = 0.05. For many trials it is about 3/n (J. A. Hanley, A. Lippman-Hand: If
     * Nothing Goes Wrong, Is Everything All Right?, JAMA 249, 1983).
     *
     * @param trials 0 or more; without any trial everything is possible
     */
    public static double rateAtMost(int trials) {
        return trials == 0 ? 1 : 1 - Math.pow(DOUBT, 1.0 / trials);
    }

    /** {@link #rateAtMost} in whole percent, rounded up: {@code 64 %} of 3 trials. */
    public static String percentAtMost(int trials) {
        return (int) Math.ceil(100 * rateAtMost(trials)) + " %";
    }
}
