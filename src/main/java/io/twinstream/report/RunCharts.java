package io.twinstream.report;

import io.twinstream.cell.Cell;
import io.twinstream.cell.Fault;
import io.twinstream.cell.SinkMode;
import io.twinstream.results.JudgedCell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The charts of a run, from trials in which a subject had the machine for itself.
 *
 * @param recovery one for each fault
 * @param undisturbed the timeline of trials without a fault; empty if there was none
 * @param latency how late their rows were
 */
public record RunCharts(List<Chart> recovery, Optional<Chart> undisturbed, Optional<Chart> latency) {

    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::lane).thenComparing(Cell::sink);

    /**
     * A chart.
     *
     * @param title what it shows
     * @param svg an SVG element
     */
    public record Chart(String title, String svg) {}

    static RunCharts of(List<JudgedCell> judged) throws IOException {
        List<JudgedCell> alone = new ArrayList<>();
        for (JudgedCell cell : judged) {
            if (cell.alone() && !cell.timeline().isEmpty()) {
                alone.add(cell);
            }
        }
        Map<Fault, List<JudgedCell>> byFault = alone.stream()
                .collect(Collectors.groupingBy(cell -> cell.cell().fault(), TreeMap::new, Collectors.toList()));
        List<JudgedCell> twins = byFault.getOrDefault(Fault.NONE, List.of());
        byFault.remove(Fault.NONE);
        return new RunCharts(recovery(byFault), timeline(twins), latency(twins));
    }

    /** What a chart of {@link #recovery} is called. */
    static String title(Fault fault, SinkMode sink) {
        return fault + ", " + sink;
    }

    private static List<Chart> recovery(Map<Fault, List<JudgedCell>> byFault) throws IOException {
        List<Chart> charts = new ArrayList<>();
        for (Map.Entry<Fault, List<JudgedCell>> fault : byFault.entrySet()) {
            Map<SinkMode, List<JudgedCell>> bySink = fault.getValue().stream()
                    .collect(Collectors.groupingBy(trial -> trial.cell().sink(), TreeMap::new, Collectors.toList()));
            for (Map.Entry<SinkMode, List<JudgedCell>> sink : bySink.entrySet()) {
                String title = title(fault.getKey(), sink.getKey());
                charts.add(new Chart(
                        title,
                        TimelineChart.of(
                                sink.getValue(),
                                "t" + charts.size(),
                                "Rows visible each second and the p95 of latency around " + title)));
            }
        }
        return charts;
    }

    private static Optional<Chart> timeline(List<JudgedCell> twins) throws IOException {
        return twins.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        "Without a fault, second by second",
                        TimelineChart.of(
                                twins, "n0", "Rows visible each second and the p95 of latency without a fault")));
    }

    private static Optional<Chart> latency(List<JudgedCell> twins) throws IOException {
        Map<Cell, List<JudgedCell>> byCell = twins.stream()
                .collect(Collectors.groupingBy(JudgedCell::cell, () -> new TreeMap<>(ORDER), Collectors.toList()));
        return byCell.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        "Latency by percentile, warm-up left out",
                        LatencyChart.of(byCell, "n1", "Latency by percentile without a fault")));
    }
}
