package io.twinstream.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;

/**
 * What identifies a window. Times are in microseconds since the epoch.
 *
 * @param kind what sort of window it is, as its table names it
 * @param symbol whose ticks are in it
 * @param start the first moment of the window
 * @param end the first moment after it
 */
public record WindowKey(String kind, String symbol, long start, long end) implements Identity {

    private static final Comparator<WindowKey> ORDER = Comparator.comparing(WindowKey::kind)
            .thenComparing(WindowKey::symbol)
            .thenComparingLong(WindowKey::start)
            .thenComparingLong(WindowKey::end);

    public WindowKey {
        Objects.requireNonNull(kind, "a window has a kind");
        Objects.requireNonNull(symbol, "a window has a symbol");
    }

    @Override
    public int compareTo(Identity other) {
        return other instanceof WindowKey key ? ORDER.compare(this, key) : 1;
    }

    /** {@code tumbling BTC-USD window 2023-11-14T22:13:00Z/2023-11-14T22:14:00Z}. */
    @Override
    public String text(String topic) {
        return kind + " " + symbol + " window " + interval();
    }

    /** From when until when, as ISO 8601 writes it. */
    public String interval() {
        return moment(start) + "/" + moment(end);
    }

    private static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
