package io.twinstream.statistics;

/**
 * Fisher's exact test: whether something happens as often here as there (R. A. Fisher: Statistical Methods for Research
 * Workers, 5th edition, 1934, section 21.02).
 */
public final class FisherExact {

    /** Sums of probabilities that are equal but for rounding count as equal. */
    private static final double ROUNDING = 1 + 1e-7;

    private FisherExact() {}

    /**
     * How probable a split at least as unlikely as this one is if the rate is the same on both sides (two-sided).
     *
     * @param hits of so many trials, and others of so many others
     */
    public static double probability(int hits, int trials, int otherHits, int others) {
        int all = hits + otherHits;
        double seen = hypergeometric(hits, trials, all, others);
        double sum = 0;
        for (int k = Math.max(0, all - others); k <= Math.min(trials, all); k++) {
            double chance = hypergeometric(k, trials, all, others);
            sum += chance <= seen * ROUNDING ? chance : 0;
        }
        return Math.min(1, sum);
    }

    private static double hypergeometric(int hits, int trials, int all, int others) {
        return choose(trials, hits) * choose(others, all - hits) / choose(trials + others, all);
    }

    private static double choose(int n, int k) {
        double ways = 1;
        for (int i = 1; i <= k; i++) {
            ways = ways * (n - k + i) / i;
        }
        return ways;
    }
}
