package io.twinstream.checker;

import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * How long ticks took from the moment they were meant to be sent until their row was committed, in microseconds.
 * Nothing is clipped or dropped but the warm-up, which is counted.
 */
public final class LatencyProfile {

    private static final int DIGITS = 3;

    private final String unknown;
    private final Histogram histogram = new Histogram(DIGITS);
    private long max;
    private long warmUp;

    private LatencyProfile(String unknown) {
        this.unknown = unknown;
    }

    /**
     * The latency of a subject's rows after the lane was stopped; of a record with more than one row, the first to be
     * visible.
     */
    public static LatencyProfile of(History history, Subject subject) {
        Delays delays = Delays.of(history, subject);
        LatencyProfile profile = new LatencyProfile(delays.doubt().orElse(null));
        delays.visible().forEach(tick -> profile.add(tick.latency(), tick.intended() < delays.warm()));
        return profile;
    }

    /**
     * One profile of several: all their values together.
     *
     * @return unknown if one of them is
     */
    public static LatencyProfile merged(Collection<LatencyProfile> profiles) {
        LatencyProfile merged = new LatencyProfile(profiles.stream()
                .flatMap(profile -> profile.unknown().stream())
                .findFirst()
                .orElse(null));
        for (LatencyProfile profile : profiles) {
            merged.histogram.add(profile.histogram);
            merged.max = Math.max(merged.max, profile.max);
            merged.warmUp += profile.warmUp;
        }
        return merged;
    }

    private void add(long latency, boolean warming) {
        if (warming) {
            warmUp++;
        } else {
            histogram.recordValue(latency);
            max = Math.max(max, latency);
        }
    }

    /** Why nothing can be said; empty if something can. */
    public Optional<String> unknown() {
        return Optional.ofNullable(unknown);
    }

    /** Rows that were measured. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Rows of the warm-up: ticks meant to be sent earlier than 5 s after the first row was visible. */
    public long warmUp() {
        return warmUp;
    }

    /** The longest latency, exact; empty if nothing was measured. */
    public Optional<Long> max() {
        return count() == 0 ? Optional.empty() : Optional.of(max);
    }

    /** The percentiles that there are enough values for, to three digits. */
    public Map<Quantile, Long> percentiles() {
        Map<Quantile, Long> known = new EnumMap<>(Quantile.class);
        for (Quantile quantile : Quantile.values()) {
            if (quantile.knownFrom(count())) {
                known.put(quantile, Math.min(max, histogram.getValueAtPercentile(quantile.percent())));
            }
        }
        return known;
    }

    /** A copy of the values, to be kept. */
    public Histogram histogram() {
        return histogram.copy();
    }
}
