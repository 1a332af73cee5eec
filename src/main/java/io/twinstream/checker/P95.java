package io.twinstream.checker;

import java.util.stream.LongStream;

/** The 95th percentile of values in memory, exact. */
final class P95 {

    /** Ten values lie above it from here on; with fewer it is not reported. */
    static final int KNOWN_FROM = 200;

    private P95() {}

    /**
     * The smallest value that at least 95 in 100 do not exceed.
     *
     * @param values at least one
     */
    static long of(LongStream values) {
        long[] sorted = values.sorted().toArray();
        return sorted[(sorted.length * 95 + 99) / 100 - 1];
    }
}
