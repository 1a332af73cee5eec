package io.twinstream.archive;

import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the tables of a run together. */
final class TrialTables {

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MIB = 1 << 20;

    private final Settings settings;
    private final Map<String, SortedMap<String, CsvLine>> byTrial;
    private final Map<String, CsvLine> recovery;
    private final Map<String, CsvLine> latency;
    private final Map<String, CsvLine> resources;
    private final Map<String, CsvLine> cores;
    private final Map<String, CsvLine> feed;

    /** Reads the tables in a folder; one that is not there says nothing. */
    TrialTables(Path folder, Settings settings) throws IOException {
        this.settings = settings;
        this.byTrial = subjects(folder.resolve("verdicts.csv"));
        this.recovery = byTrial(folder.resolve("recovery.csv"));
        this.latency = byTrial(folder.resolve("latency.csv"));
        this.resources = byTrial(folder.resolve("resources.csv"));
        this.cores = byTrial(folder.resolve("cores.csv"));
        this.feed = byTrial(folder.resolve("feed.csv"));
    }

    /** Those with a single sound subject, in the order in which they were judged. */
    List<MeasuredTrial> trials() throws IOException {
        List<MeasuredTrial> trials = new ArrayList<>();
        for (Map.Entry<String, SortedMap<String, CsvLine>> trial : byTrial.entrySet()) {
            if (trial.getValue().size() == 1) {
                trials.add(trial(
                        trial.getKey(), trial.getValue().values().iterator().next()));
            }
        }
        return trials;
    }

    /** Those with several. */
    SortedMap<SharedCell, Tally> shared() throws IOException {
        SortedMap<SharedCell, List<Verdict>> verdicts = new TreeMap<>(SharedCell.ORDER);
        for (SortedMap<String, CsvLine> trial : byTrial.values()) {
            for (Map.Entry<String, CsvLine> subject : trial.entrySet()) {
                List<String> others = trial.keySet().stream()
                        .filter(other -> !other.equals(subject.getKey()))
                        .toList();
                if (!others.isEmpty()) {
                    verdicts.computeIfAbsent(
                                    new SharedCell(cell(subject.getValue()), others), cell -> new ArrayList<>())
                            .add(verdict(subject.getValue()));
                }
            }
        }
        SortedMap<SharedCell, Tally> tallies = new TreeMap<>(SharedCell.ORDER);
        verdicts.forEach((cell, given) -> tallies.put(cell, Tally.of(given)));
        return tallies;
    }

    /** By trial, in the order in which they were judged, the last line of each subject: a trial that was judged again has its lines again. */
    private static Map<String, SortedMap<String, CsvLine>> subjects(Path verdicts) throws IOException {
        Map<String, SortedMap<String, CsvLine>> byTrial = new LinkedHashMap<>();
        for (CsvLine line : CsvLine.read(verdicts)) {
            byTrial.computeIfAbsent(line.text("trial"), trial -> new TreeMap<>())
                    .put(line.text("subject"), line);
        }
        // The name of a subject with a planted defect has a blank.
        byTrial.values().removeIf(subjects -> subjects.keySet().stream().anyMatch(name -> name.contains(" ")));
        return byTrial;
    }

    private MeasuredTrial trial(String trial, CsvLine line) throws IOException {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        put(figures, Figure.FIRST_ROW, number(recovery, trial, "first_row"), MICROS_PER_SECOND);
        put(figures, Figure.LONGEST_GAP, number(recovery, trial, "longest_gap"), MICROS_PER_SECOND);
        put(figures, Figure.CATCH_UP, number(recovery, trial, "catch_up"), MICROS_PER_SECOND);
        put(figures, Figure.P50, number(latency, trial, "p50"), MICROS_PER_MILLI);
        put(figures, Figure.P90, number(latency, trial, "p90"), MICROS_PER_MILLI);
        put(figures, Figure.P99, number(latency, trial, "p99"), MICROS_PER_MILLI);
        put(figures, Figure.LONGEST, number(latency, trial, "max"), MICROS_PER_MILLI);
        double commit = number(latency, trial, "commit_interval").orElse(0.0);
        put(figures, Figure.P50_IN_INTERVALS, number(latency, trial, "p50"), commit);
        double thousands = number(resources, trial, "records").orElse(0.0) / 1e3;
        put(figures, Figure.CPU, number(resources, trial, "cpu"), MICROS_PER_SECOND * thousands);
        put(figures, Figure.PEAK, number(resources, trial, "peak_bytes"), MIB);
        put(figures, Figure.CORES_VARIATION, number(cores, trial, "variation"), 1);
        put(figures, Figure.ACKNOWLEDGED, number(feed, trial, "p50"), MICROS_PER_MILLI);
        return new MeasuredTrial(
                number(line),
                new Population(cell(line), settings, load(trial), (long) commit),
                verdict(line),
                figures,
                untold(trial),
                number(latency, trial, "count").orElse(0.0).longValue(),
                number(latency, trial, "warm_up").orElse(0.0).longValue(),
                text(recovery, trial, "censored").equals("true"));
    }

    private Set<Figure> untold(String trial) {
        Set<Figure> untold = EnumSet.noneOf(Figure.class);
        if (!cores.containsKey(trial)) {
            untold.add(Figure.CORES_VARIATION);
        }
        if (!feed.containsKey(trial)) {
            untold.add(Figure.ACKNOWLEDGED);
        }
        return untold;
    }

    private static void put(Map<Figure, Double> figures, Figure figure, Optional<Double> value, double unit) {
        value.filter(known -> unit > 0).ifPresent(known -> figures.put(figure, known / unit));
    }

    private static Cell cell(CsvLine line) throws IOException {
        String cell = line.text("subject") + "/" + line.text("fault");
        try {
            return Cell.of(cell);
        } catch (IllegalArgumentException e) {
            throw new IOException(line.file() + " names an unknown cell: " + e.getMessage(), e);
        }
    }

    private Load load(String trial) throws IOException {
        try {
            return Load.of(text(latency, trial, "load"));
        } catch (IllegalArgumentException e) {
            throw new IOException(latency.get(trial).file() + " names an unknown load: " + e.getMessage(), e);
        }
    }

    private static int number(CsvLine line) throws IOException {
        return line.whole("trial")
                .orElseThrow(() -> new IOException(line.file() + " has a trial without a number."))
                .intValue();
    }

    private static Verdict verdict(CsvLine line) throws IOException {
        String verdict = line.text("verdict");
        try {
            return Verdict.valueOf(verdict);
        } catch (IllegalArgumentException e) {
            throw new IOException(line.file() + " names an unknown verdict, '" + verdict + "'.", e);
        }
    }

    private static Map<String, CsvLine> byTrial(Path file) throws IOException {
        Map<String, CsvLine> lines = new HashMap<>();
        for (CsvLine line : CsvLine.read(file)) {
            lines.put(line.text("trial"), line);
        }
        return lines;
    }

    private static String text(Map<String, CsvLine> table, String trial, String column) throws IOException {
        return table.containsKey(trial) ? table.get(trial).text(column) : "";
    }

    private static Optional<Double> number(Map<String, CsvLine> table, String trial, String column) throws IOException {
        return table.containsKey(trial) ? table.get(trial).number(column) : Optional.empty();
    }
}
