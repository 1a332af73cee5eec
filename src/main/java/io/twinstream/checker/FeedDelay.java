package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.History;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long ticks took from when they were meant to be sent until the broker had acknowledged them, the first ones
 * included, for which the producer has yet to connect.
 *
 * @param acknowledged ticks that were
 * @param percentiles in microseconds, to three digits; those that so many ticks carry, and none where times cannot be
 *     trusted
 */
public record FeedDelay(long acknowledged, Map<Quantile, Long> percentiles) {

    private static final int DIGITS = 3;

    public FeedDelay {
        percentiles = Map.copyOf(percentiles);
    }

    /** Of all ticks of a trial. */
    public static FeedDelay of(History history) {
        Map<Long, Long> intended = new HashMap<>();
        history.all(Fact.Attempted.class).forEach(tick -> intended.put(tick.seq(), tick.intended()));
        List<Long> delays = history.all(Fact.Acknowledged.class).stream()
                .filter(tick -> intended.containsKey(tick.seq()))
                .map(tick -> tick.t() - intended.get(tick.seq()))
                .toList();
        // Negative where a number was given to two ticks, too: which of them is acknowledged is not known.
        boolean doubtful = Clocks.doubt(history).isPresent()
                || Schedule.doubt(history).isPresent()
                || delays.stream().anyMatch(delay -> delay < 0);
        return new FeedDelay(delays.size(), doubtful ? Map.of() : percentiles(delays));
    }

    private static Map<Quantile, Long> percentiles(List<Long> delays) {
        Histogram histogram = new Histogram(DIGITS);
        delays.forEach(histogram::recordValue);
        Map<Quantile, Long> known = new EnumMap<>(Quantile.class);
        for (Quantile quantile : Quantile.values()) {
            if (quantile.knownFrom(delays.size())) {
                known.put(quantile, histogram.getValueAtPercentile(quantile.percent()));
            }
        }
        return known;
    }
}
