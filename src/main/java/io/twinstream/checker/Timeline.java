package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A trial second by second, for a figure. Empty where nothing can be said of time. */
public record Timeline(List<Second> seconds) {

    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

    public Timeline {
        seconds = List.copyOf(seconds);
    }

    /**
     * A second.
     *
     * @param second from the start of the first fault on; negative before; without a fault from the first tick on
     * @param ticks that were meant to be sent in it
     * @param visible records that became visible in it for the first time
     * @param p95 of the latency of this second's ticks that have a row, in microseconds; null if there are fewer than
     *     200
     * @param max the longest of them, in microseconds; null if there is none
     */
    public record Second(long second, long ticks, long visible, Long p95, Long max) {}

    /** From the first tick or row to the last, without a gap. */
    public static Timeline of(History history, Subject subject) {
        Delays delays = Delays.of(history, subject);
        if (delays.doubt().isPresent()) {
            return new Timeline(List.of());
        }
        List<Long> intended = history.all(Fact.Attempted.class).stream()
                .map(Fact.Attempted::intended)
                .toList();
        long zero = history.faultStart()
                .map(Fact.FaultPhase::t)
                .orElseGet(() -> intended.stream().min(Long::compare).orElse(0L));
        Map<Long, Long> ticks = new HashMap<>();
        Map<Long, Long> visible = new HashMap<>();
        Map<Long, List<Long>> latencies = new HashMap<>();
        intended.forEach(time -> ticks.merge(second(time, zero), 1L, Long::sum));
        delays.visible().forEach(tick -> {
            visible.merge(second(tick.seen(), zero), 1L, Long::sum);
            latencies
                    .computeIfAbsent(second(tick.intended(), zero), second -> new ArrayList<>())
                    .add(tick.latency());
        });
        LongSummaryStatistics range = new LongSummaryStatistics();
        ticks.keySet().forEach(range::accept);
        visible.keySet().forEach(range::accept);
        List<Second> seconds = new ArrayList<>();
        for (long second = range.getMin(); second <= range.getMax(); second++) {
            List<Long> took = latencies.getOrDefault(second, List.of());
            seconds.add(new Second(
                    second,
                    ticks.getOrDefault(second, 0L),
                    visible.getOrDefault(second, 0L),
                    took.size() < P95.KNOWN_FROM ? null : P95.of(took.stream().mapToLong(Long::longValue)),
                    took.stream().max(Long::compare).orElse(null)));
        }
        return new Timeline(seconds);
    }

    private static long second(long time, long zero) {
        return Math.floorDiv(time - zero, SECOND);
    }
}
