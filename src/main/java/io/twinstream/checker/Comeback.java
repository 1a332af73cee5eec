package io.twinstream.checker;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The computation of a {@link Recovery}. */
final class Comeback {

    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final int BACK_FOR = 10;
    private static final long NEVER = Long.MAX_VALUE;

    /**
     * What begins later is not of the fault, unless it follows on another gap that is. So long a new executor of Spark
     * may take to start on a busy machine; the batch that gives it its first task waits for it.
     */
    private static final long SOON = 20 * SECOND;

    /** How long rows have to be seen after the end of a disturbance. */
    private static final long QUIET = 10 * SECOND;

    private final Delays delays;
    private final long start;
    private final Fault fault;
    private final long struck;
    private final Optional<Long> served;
    private final long interval;

    /**
     * What it is computed from.
     *
     * @param start of the fault
     * @param struck when it had taken hold, in microseconds since the epoch
     * @param served when what it had taken away served again, likewise
     */
    Comeback(Delays delays, Fact.FaultPhase start, long struck, Optional<Long> served, long commitMillis) {
        this.delays = delays;
        this.start = start.t();
        this.fault = start.fault();
        this.struck = struck;
        this.served = served;
        interval = TimeUnit.MILLISECONDS.toMicros(commitMillis);
    }

    Recovery recovery() {
        List<String> unknown = new ArrayList<>();
        Long gap = longestGap();
        if (gap == null) {
            unknown.add("no row of some partition became visible after the fault started, or not all of them");
        }
        Long first = firstRow();
        if (first == null) {
            unknown.add("no tick of some partition that was meant to be sent after the fault had taken hold has a row");
        }
        Long absence =
                served.map(again -> Math.min(again, firstSeenOfAll()) - start).orElse(null);
        Long comeback = absence == null || first == null ? null : first - absence;
        if (absence == null && fault.takesAway()) {
            unknown.add("when what was taken away served again was not recorded");
        }
        Long disturbance = disturbance();
        if (disturbance == null) {
            unknown.add("the end of the disturbance was not seen");
        }
        long[] before = latenciesBefore();
        if (before.length < P95.KNOWN_FROM) {
            unknown.add("only " + before.length + " rows between warm-up and fault");
            return new Recovery(
                    null, gap, first, absence, comeback, null, null, false, null, String.join("; ", unknown));
        }
        long baseline = P95.of(LongStream.of(before));
        CatchUp catchUp = catchUp(Math.max(baseline + baseline / 2, baseline + interval));
        String why = unknown.isEmpty() ? null : String.join("; ", unknown);
        return new Recovery(
                baseline,
                gap,
                first,
                absence,
                comeback,
                disturbance,
                catchUp.second() * SECOND,
                catchUp.censored(),
                excess(baseline),
                why);
    }

    /** The longest of any partition: a lane whose workers have one each is not back before the last of them is. */
    private Long longestGap() {
        return longest(this::longestGap);
    }

    private long longestGap(List<Delays.Tick> partition) {
        long[] seen = partition.stream().mapToLong(Delays.Tick::seen).sorted().toArray();
        long longest = NEVER;
        for (int i = 1; i < seen.length; i++) {
            if (seen[i] > start) {
                long gap = seen[i] - seen[i - 1];
                longest = longest == NEVER ? gap : Math.max(longest, gap);
            }
        }
        return delays.missing().stream().anyMatch(intended -> intended > seen[seen.length - 1]) ? NEVER : longest;
    }

    /** Of the partition where it ends last; null if the rows of one end before 10 s of quiet were seen. */
    private Long disturbance() {
        List<Long> ends = partitions()
                .filter(partition -> partition.stream().anyMatch(tick -> tick.seen() > start))
                .map(this::disturbance)
                .toList();
        return ends.contains(NEVER) ? null : ends.stream().max(Long::compare).orElse(null);
    }

    private long disturbance(List<Delays.Tick> partition) {
        long[] seen = partition.stream()
                .mapToLong(Delays.Tick::seen)
                .filter(time -> time >= delays.warm())
                .sorted()
                .toArray();
        long usual = 0;
        long end = start;
        for (int i = 1; i < seen.length; i++) {
            long gap = seen[i] - seen[i - 1];
            if (seen[i] <= start) {
                usual = Math.max(usual, gap);
            } else if (seen[i - 1] <= end + SOON && gap > Math.max(usual + usual / 2, usual + interval)) {
                end = seen[i];
            }
        }
        boolean quiet = seen.length > 0 && seen[seen.length - 1] > end + QUIET;
        return quiet ? end - start : NEVER;
    }

    /** The first row of the partition whose first row came last. */
    private Long firstRow() {
        return longest(this::firstRow);
    }

    private long firstRow(List<Delays.Tick> partition) {
        return partition.stream()
                .filter(tick -> tick.intended() > struck)
                .mapToLong(tick -> tick.seen() - start)
                .min()
                .orElse(NEVER);
    }

    /** Who asks whether a server serves again may hear of it late; a row of a tick that was sent after the fault has it. */
    private long firstSeenOfAll() {
        return delays.visible().stream()
                .filter(tick -> tick.intended() > struck)
                .mapToLong(Delays.Tick::seen)
                .min()
                .orElse(NEVER);
    }

    private interface Measure {
        long of(List<Delays.Tick> partition);
    }

    /** Over all partitions; null if there is none, or if that of one may be still to come. */
    private Long longest(Measure measure) {
        List<Long> measured = partitions().map(measure::of).toList();
        return measured.contains(NEVER) && !delays.missing().isEmpty()
                ? null
                : measured.stream()
                        .filter(known -> known != NEVER)
                        .max(Long::compare)
                        .orElse(null);
    }

    private Stream<List<Delays.Tick>> partitions() {
        return delays.visible().stream().collect(Collectors.groupingBy(Delays.Tick::partition)).values().stream();
    }

    private long[] latenciesBefore() {
        return delays.visible().stream()
                .filter(tick -> tick.intended() >= delays.warm() && tick.seen() <= start)
                .mapToLong(Delays.Tick::latency)
                .toArray();
    }

    private double excess(long baseline) {
        long micros = delays.visible().stream()
                .filter(tick -> tick.intended() > start)
                .mapToLong(tick -> Math.max(0, tick.latency() - baseline))
                .sum();
        return micros / (double) SECOND;
    }

    /** The second that it was back from; if censored, the first of which nobody knows. */
    private record CatchUp(long second, boolean censored) {}

    private CatchUp catchUp(long limit) {
        Map<Long, List<Long>> latencies = latenciesBySecond();
        long seconds = wholeSeconds();
        int back = 0;
        for (long second = 0; second < seconds; second++) {
            List<Long> held = latencies.getOrDefault(second, List.of(NEVER));
            back = P95.of(held.stream().mapToLong(Long::longValue)) <= limit ? back + 1 : 0;
            if (back == BACK_FOR) {
                return new CatchUp(second + 1 - BACK_FOR, false);
            }
        }
        return new CatchUp(seconds - back, true);
    }

    private Map<Long, List<Long>> latenciesBySecond() {
        Map<Long, List<Long>> latencies = new HashMap<>();
        delays.visible()
                .forEach(tick -> latencies
                        .computeIfAbsent(second(tick.intended()), second -> new ArrayList<>())
                        .add(tick.latency()));
        delays.missing()
                .forEach(intended -> latencies
                        .computeIfAbsent(second(intended), second -> new ArrayList<>())
                        .add(NEVER));
        return latencies;
    }

    /**
     * How many seconds after the fault the load filled; the last one, which it may have left half empty, is not among
     * them.
     */
    private long wholeSeconds() {
        long last = Stream.concat(delays.visible().stream().map(Delays.Tick::intended), delays.missing().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(start);
        return Math.max(0, second(last));
    }

    private long second(long time) {
        return Math.floorDiv(time - start, SECOND);
    }
}
