package io.twinstream.report.chart;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Load;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The charts of a run, from trials in which a subject had the machine for itself and that are not UNKNOWN.
 *
 * @param recovery one for each fault
 * @param undisturbed those of trials without a fault, for each load that there was
 */
public record RunCharts(List<Chart> recovery, List<Undisturbed> undisturbed) {

    /** The usual load first. */
    private static final Comparator<Load> LOADS = Comparator.<Load, Boolean>comparing(
                    load -> !load.equals(Load.Ticks.USUAL))
            .thenComparing(Comparator.naturalOrder());

    private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::subject, Lanes.SUBJECTS);

    /**
     * A chart.
     *
     * @param title what it shows
     * @param svg an SVG element
     */
    public record Chart(String title, String svg) {}

    /**
     * How trials without a fault went, second by second, and how late their rows were.
     *
     * @param cores how many cores the lanes used; empty where no trial recorded it
     */
    public record Undisturbed(Chart timeline, Chart latency, Optional<Chart> cores) {}

    /**
     * The charts of these trials.
     *
     * @throws IOException if a file of a trial cannot be read, or this Java has no fonts; the message is one sentence
     */
    public static RunCharts of(List<JudgedSubject> judged) throws IOException {
        try {
            return drawn(judged);
        } catch (LinkageError | InternalError e) {
            throw new IOException(
                    "Charts cannot be drawn with this Java; install fontconfig and FreeType (" + e + ").", e);
        }
    }

    private static RunCharts drawn(List<JudgedSubject> judged) throws IOException {
        List<JudgedSubject> alone = new ArrayList<>();
        for (JudgedSubject cell : judged) {
            if (cell.alone()
                    && cell.verdict() != Verdict.UNKNOWN
                    && !cell.timeline().isEmpty()) {
                alone.add(cell);
            }
        }
        Map<Fault, List<JudgedSubject>> byFault = alone.stream()
                .collect(Collectors.groupingBy(cell -> cell.cell().fault(), TreeMap::new, Collectors.toList()));
        List<JudgedSubject> twins = byFault.getOrDefault(Fault.NONE, List.of());
        byFault.remove(Fault.NONE);
        return new RunCharts(recovery(byFault), undisturbed(twins));
    }

    /** What a chart of {@link #recovery} is called. */
    public static String title(Fault fault, SinkMode sink) {
        return fault + ", " + sink;
    }

    private static List<Chart> recovery(Map<Fault, List<JudgedSubject>> byFault) throws IOException {
        List<Chart> charts = new ArrayList<>();
        for (Map.Entry<Fault, List<JudgedSubject>> fault : byFault.entrySet()) {
            Map<SinkMode, List<JudgedSubject>> bySink = fault.getValue().stream()
                    .collect(Collectors.groupingBy(trial -> trial.cell().sink(), TreeMap::new, Collectors.toList()));
            for (Map.Entry<SinkMode, List<JudgedSubject>> sink : bySink.entrySet()) {
                String title = title(fault.getKey(), sink.getKey());
                charts.add(new Chart(
                        title,
                        TimelineChart.of(
                                withoutFloor(sink.getValue()),
                                "t" + charts.size(),
                                "Rows visible each second and the p95 of latency around " + title)));
            }
        }
        return charts;
    }

    /** The floor, which has no engine, is shown only where it is alone: elsewhere it lies over the lanes compared. */
    private static List<JudgedSubject> withoutFloor(List<JudgedSubject> trials) {
        List<JudgedSubject> lanes = trials.stream()
                .filter(trial -> !trial.cell().lane().equals(Lane.FLOOR))
                .toList();
        return lanes.isEmpty() ? trials : lanes;
    }

    private static List<Undisturbed> undisturbed(List<JudgedSubject> twins) throws IOException {
        Map<Load, List<JudgedSubject>> byLoad = twins.stream()
                .collect(Collectors.groupingBy(JudgedSubject::load, () -> new TreeMap<>(LOADS), Collectors.toList()));
        List<Undisturbed> charts = new ArrayList<>();
        for (Map.Entry<Load, List<JudgedSubject>> load : byLoad.entrySet()) {
            String of = "without a fault" + (load.getKey().isKnown() ? ", " + load.getKey() : "");
            Map<Cell, List<JudgedSubject>> byCell = load.getValue().stream()
                    .collect(Collectors.groupingBy(
                            JudgedSubject::cell, () -> new TreeMap<>(ORDER), Collectors.toList()));
            charts.add(new Undisturbed(
                    new Chart(
                            "Second by second " + of,
                            TimelineChart.of(
                                    withoutFloor(load.getValue()),
                                    "n" + charts.size(),
                                    "Rows visible each second and the p95 of latency " + of)),
                    new Chart(
                            "Latency by percentile " + of + ", warm-up left out",
                            LatencyChart.of(byCell, "l" + charts.size(), "Latency by percentile " + of)),
                    cores(load.getValue(), "c" + charts.size(), of)));
        }
        return charts;
    }

    private static Optional<Chart> cores(List<JudgedSubject> trials, String id, String of) throws IOException {
        Map<Cell, JudgedSubject> first = new TreeMap<>(ORDER);
        for (JudgedSubject trial : trials) {
            if (!trial.cores().isEmpty()) {
                first.putIfAbsent(trial.cell(), trial);
            }
        }
        return first.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        "Cores in use " + of + ", the first trial of each",
                        CoresChart.of(List.copyOf(first.values()), id, "Cores in use by each lane " + of)));
    }
}
