package io.twinstream.archive;

import io.twinstream.checker.Delivered;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Given;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lane.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the tables of a run together. */
final class TrialTables {

    private final Settings settings;
    private final Map<String, SortedMap<String, CsvLine>> byTrial;
    private final Map<Table, Map<String, CsvLine>> measured = new EnumMap<>(Table.class);

    /** Reads the tables in a folder; one that is not there says nothing. */
    TrialTables(Path folder, Settings settings) throws IOException {
        this.settings = settings;
        this.byTrial = subjects(Table.VERDICTS.in(folder));
        for (Table table : EnumSet.complementOf(EnumSet.of(Table.VERDICTS))) {
            measured.put(table, table.byTrial(folder));
        }
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
        SortedMap<SharedCell, List<Judgement>> judgements = new TreeMap<>(SharedCell.ORDER);
        for (SortedMap<String, CsvLine> trial : byTrial.values()) {
            for (Map.Entry<String, CsvLine> subject : trial.entrySet()) {
                List<Exposure> exposures = exposures(trial.values());
                List<String> others = trial.keySet().stream()
                        .filter(other -> !other.equals(subject.getKey()))
                        .toList();
                if (!others.isEmpty()) {
                    judgements
                            .computeIfAbsent(
                                    new SharedCell(cell(subject.getValue()), others), cell -> new ArrayList<>())
                            .add(judgement(subject.getValue())
                                    .exposed(exposure(subject.getValue()).in(exposures)));
                }
            }
        }
        SortedMap<SharedCell, Tally> tallies = new TreeMap<>(SharedCell.ORDER);
        judgements.forEach((cell, given) -> tallies.put(cell, Tally.of(given)));
        return tallies;
    }

    /**
     * By trial, in the order in which they were judged, the last line of each subject: a trial that was judged again
     * has its lines again.
     */
    private static Map<String, SortedMap<String, CsvLine>> subjects(Path verdicts) throws IOException {
        Map<String, SortedMap<String, CsvLine>> byTrial = new LinkedHashMap<>();
        for (CsvLine line : CsvLine.read(verdicts)) {
            byTrial.computeIfAbsent(Column.TRIAL.text(line), trial -> new TreeMap<>())
                    .put(Column.SUBJECT.text(line), line);
        }
        for (Iterator<SortedMap<String, CsvLine>> trials = byTrial.values().iterator(); trials.hasNext(); ) {
            if (!isSound(trials.next().values())) {
                trials.remove();
            }
        }
        return byTrial;
    }

    private static boolean isSound(Collection<CsvLine> subjects) throws IOException {
        for (CsvLine line : subjects) {
            if (!subject(line).isSound()) {
                return false;
            }
        }
        return true;
    }

    private MeasuredTrial trial(String trial, CsvLine verdict) throws IOException {
        Map<Table, CsvLine> lines = new EnumMap<>(Table.class);
        measured.forEach((table, byTrial) -> {
            if (byTrial.containsKey(trial)) {
                lines.put(table, byTrial.get(trial));
            }
        });
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        Set<Figure> unrecorded = EnumSet.noneOf(Figure.class);
        Set<Figure> bounds = EnumSet.noneOf(Figure.class);
        for (Figure figure : Figure.values()) {
            figure.value(lines).ifPresent(value -> figures.put(figure, value));
            if (figure.isUnrecorded(lines)) {
                unrecorded.add(figure);
            }
            if (figure.isBound(lines)) {
                bounds.add(figure);
            }
        }
        return new MeasuredTrial(
                number(verdict),
                verdict.whole(Column.SEED.name()).orElse(0L),
                new Population(
                        cell(verdict),
                        settings,
                        load(lines),
                        whole(Column.COMMIT_INTERVAL, lines),
                        spare(cell(verdict), lines)),
                judgement(verdict).exposed(exposure(verdict).in(exposures(List.of(verdict)))),
                given(lines),
                figures,
                unrecorded,
                whole(Column.COUNT, lines),
                whole(Column.WARM_UP, lines),
                bounds);
    }

    private static long whole(Column column, Map<Table, CsvLine> trial) throws IOException {
        return column.number(trial).orElse(0.0).longValue();
    }

    private static Cell cell(CsvLine line) throws IOException {
        try {
            return Cell.recorded(subject(line), Column.FAULT.text(line));
        } catch (IllegalArgumentException e) {
            throw new IOException(line.file() + " names an unknown cell: " + e.getMessage(), e);
        }
    }

    private static Subject subject(CsvLine line) throws IOException {
        try {
            return Subject.of(Column.SUBJECT.text(line));
        } catch (IllegalArgumentException e) {
            throw new IOException(line.file() + " names an unknown cell: " + e.getMessage(), e);
        }
    }

    private static Map<Given, String> given(Map<Table, CsvLine> trial) throws IOException {
        Map<Given, String> given = new EnumMap<>(Given.class);
        for (Given one : Given.values()) {
            String text = Column.of(one).textIfKept(trial);
            if (!text.isEmpty()) {
                given.put(one, text);
            }
        }
        return given;
    }

    private static Spare spare(Cell cell, Map<Table, CsvLine> trial) throws IOException {
        try {
            return Spare.recorded(Column.SPARE.textIfKept(trial), cell.lane());
        } catch (IllegalArgumentException e) {
            throw new IOException(trial.get(Column.SPARE.table()).file() + ": " + e.getMessage(), e);
        }
    }

    private static Load load(Map<Table, CsvLine> trial) throws IOException {
        try {
            return Load.of(Column.LOAD.text(trial));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    trial.get(Column.LOAD.table()).file() + " names an unknown load: " + e.getMessage(), e);
        }
    }

    private static int number(CsvLine line) throws IOException {
        return line.whole(Column.TRIAL.name())
                .orElseThrow(() -> new IOException(line.file() + " has a trial without a number."))
                .intValue();
    }

    private static Judgement judgement(CsvLine line) throws IOException {
        Verdict verdict = verdict(line);
        if (!line.has(Column.DELIVERED.name())) {
            return Judgement.derived(
                    cell(line),
                    verdict,
                    count(line, Finding.LOST),
                    line.whole(Column.SURPLUS.name()).orElse(0L),
                    count(line, Finding.CORRUPTED) + count(line, Finding.UNEXPECTED));
        }
        String known = Column.KNOWN.text(line);
        return new Judgement(Delivered.valueOf(Column.DELIVERED.text(line)), verdict, known.isEmpty() ? null : known);
    }

    private static List<Exposure> exposures(Collection<CsvLine> trial) throws IOException {
        List<Exposure> exposures = new ArrayList<>();
        for (CsvLine line : trial) {
            exposures.add(exposure(line));
        }
        return exposures;
    }

    private static Exposure exposure(CsvLine line) throws IOException {
        return new Exposure(
                subject(line),
                line.has(Column.REPLAYED.name())
                        ? line.whole(Column.REPLAYED.name()).orElse(0L)
                        : 0,
                line.whole(Column.SURPLUS.name()).orElse(0L)
                                + count(line, Finding.LOST)
                                + count(line, Finding.CORRUPTED)
                                + count(line, Finding.UNEXPECTED)
                        > 0);
    }

    private static long count(CsvLine line, Finding finding) throws IOException {
        return line.whole(Column.found(finding).name()).orElse(0L);
    }

    private static Verdict verdict(CsvLine line) throws IOException {
        String verdict = Column.VERDICT.text(line);
        try {
            return Verdict.valueOf(verdict);
        } catch (IllegalArgumentException e) {
            throw new IOException(line.file() + " names an unknown verdict, '" + verdict + "'.", e);
        }
    }
}
