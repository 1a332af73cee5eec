package io.twinstream.history;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Both clocks of the measuring process, read together, for a fact to carry.
 *
 * @param t wall clock, microseconds since the epoch
 * @param m monotonic clock, nanoseconds
 */
public record Moment(long t, long m) {

    public static Moment now() {
        return new Moment(micros(Instant.now()), System.nanoTime());
    }

    /** Microseconds since the epoch; what is finer is cut off. */
    public static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
    }
}
