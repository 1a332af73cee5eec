package io.twinstream.report.text;

import io.twinstream.archive.Unit;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.Quantile;
import io.twinstream.experiment.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** A comparison as plain text: a line per lane, columns aligned, numbers to the right. */
public final class ConsoleTable {

    private static final List<String> HEADER =
            List.of("lane", "sink", "load", "rows", "delivered", "p50 ms", "p99 ms", "max ms", "CPU s", "peak MB");

    private static final Set<Integer> LEFT = Set.of(0, 1, 2, 4);
    private static final String NOTHING = "-";

    private ConsoleTable() {}

    /**
     * A lane under a load.
     *
     * @param cpuSeconds user and system time of its processes
     * @param peakBytes the most resident memory that its processes had together
     */
    public record Line(
            String lane,
            String sink,
            Load load,
            long rows,
            Delivered delivered,
            LatencyProfile latency,
            OptionalDouble cpuSeconds,
            OptionalLong peakBytes) {

        private List<String> cells() {
            boolean known = latency.unknown().isEmpty();
            return List.of(
                    lane,
                    sink,
                    load.toString(),
                    Long.toString(rows),
                    delivered.toString(),
                    known ? millis(latency.percentiles().get(Quantile.P50)) : NOTHING,
                    known ? millis(latency.percentiles().get(Quantile.P99)) : NOTHING,
                    known ? millis(latency.max().orElse(null)) : NOTHING,
                    cpuSeconds.isPresent() ? String.format(Locale.ROOT, "%.1f", cpuSeconds.getAsDouble()) : NOTHING,
                    peakBytes.isPresent() ? Long.toString(peakBytes.getAsLong() >> 20) : NOTHING);
        }
    }

    /** The table. A figure that is not known, or a percentile with too few values above it, is a dash. */
    public static String of(List<Line> lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        lines.forEach(line -> rows.add(line.cells()));
        return Aligned.of(rows, LEFT);
    }

    /** Microseconds as milliseconds: with a decimal below 100 ms. */
    public static String millis(Long micros) {
        if (micros == null) {
            return NOTHING;
        }
        double millis = Unit.MILLIS.of(micros);
        return String.format(Locale.ROOT, millis < 100 ? "%.1f" : "%.0f", millis);
    }
}
