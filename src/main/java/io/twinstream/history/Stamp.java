package io.twinstream.history;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Both clocks at one moment.
 *
 * @param t the wall clock, in microseconds since the epoch
 * @param m the monotonic clock of this process, in nanoseconds
 */
public record Stamp(long t, long m) {

    /**
     * Between the two readings the thread may lose its processor; a pair further apart than this looks like a stepped
     * clock.
     */
    private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int TRIES = 10;

    /** The clocks now, read close together unless the machine is too busy for that. */
    public static Stamp now() {
        Stamp best = null;
        long narrowest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && narrowest > CLOSE_NANOS; i++) {
            long before = System.nanoTime();
            long wall = micros(Instant.now());
            long width = System.nanoTime() - before;
            if (width < narrowest) {
                narrowest = width;
                best = new Stamp(wall, before + width / 2);
            }
        }
        return best;
    }

    /** Microseconds since the epoch. */
    public static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
    }
}
