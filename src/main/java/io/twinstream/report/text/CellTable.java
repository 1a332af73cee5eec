package io.twinstream.report.text;

import io.twinstream.archive.Figure;
import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Tally;
import io.twinstream.archive.Unit;
import io.twinstream.checker.Recovery;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Gap;
import io.twinstream.statistics.Median;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Cells as plain text: a line for each, from all its trials, and below it those that do not apply. */
public final class CellTable {

    private static final List<String> HEADER = List.of(
            "lane",
            "sink",
            "fault",
            "trials",
            "alone",
            "delivered",
            "exposed",
            "broken",
            "unwritten",
            "duplicated",
            "replayed",
            "orphans",
            "gap s",
            Figure.FIRST_ROW.label(),
            "disturbed s",
            Figure.CATCH_UP.label());

    private static final Set<Integer> LEFT = Set.of(0, 1, 2, 5);

    private static final String LEGEND = """
            exposed: trials in which something was read again, or another sink mode of the lane was damaged: only there could a sink be hurt.
            broken: trials in which a promise was broken. unwritten (lost, unless delivered is STUCK), duplicated, replayed (found there already and absorbed), orphans (transactions left
            prepared): the most of a trial. alone: trials with a single subject, without those that are UNKNOWN.
            gap (the longest without a new record), first row, disturbed (until the end of the last such gap) and catch-up (counted from the fault): medians over the trials in which the
            subject was alone, empty where one of them is not known, > where the load ended before it was over.
            """;

    private CellTable() {}

    /** The table, the legend and the gaps, a line each. */
    public static String of(List<JudgedSubject> trials) {
        Map<Cell, List<JudgedSubject>> cells = trials.stream()
                .collect(Collectors.groupingBy(
                        JudgedSubject::cell, () -> new TreeMap<>(Cell.ORDER), Collectors.toList()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        cells.forEach((cell, ofCell) -> rows.add(row(cell, ofCell)));
        StringBuilder text =
                new StringBuilder(Aligned.of(rows, LEFT)).append(LEGEND).append("Not applicable:\n");
        Gap.all().forEach(gap -> text.append("  ").append(gap.text()).append('\n'));
        return text.toString();
    }

    private static List<String> row(Cell cell, List<JudgedSubject> trials) {
        List<JudgedSubject> alone = trials.stream()
                .filter(trial -> trial.alone() && trial.verdict() != Verdict.UNKNOWN)
                .toList();
        Tally tally = Tally.of(trials.stream().map(JudgedSubject::judgement).toList());
        boolean unmeasured = alone.isEmpty() || cell.fault() == Fault.NONE;
        return List.of(
                cell.lane().id(),
                cell.sink().name(),
                cell.fault().name(),
                Integer.toString(trials.size()),
                Integer.toString(alone.size()),
                tally.words(),
                Integer.toString(tally.exposed()),
                Integer.toString(tally.count(Verdict.INVALID)),
                most(trials, JudgedSubject::lost),
                most(trials, JudgedSubject::duplicated),
                most(trials, JudgedSubject::replayed),
                most(trials, JudgedSubject::orphans),
                unmeasured ? "" : median(alone, Recovery::longestGap, recovery -> false),
                unmeasured ? "" : median(alone, Recovery::firstRow, recovery -> false),
                unmeasured ? "" : median(alone, Recovery::disturbance, recovery -> false),
                unmeasured ? "" : median(alone, Recovery::catchUp, Recovery::censored));
    }

    private static String most(List<JudgedSubject> trials, Function<JudgedSubject, Long> count) {
        return trials.stream()
                .map(count)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("");
    }

    /** In seconds. A value that is only a lower bound makes a lower bound of every median that is not below it. */
    private static String median(
            List<JudgedSubject> trials, Function<Recovery, Long> time, Function<Recovery, Boolean> censored) {
        List<Recovery> recoveries = trials.stream().map(JudgedSubject::recovery).toList();
        List<Long> known =
                recoveries.stream().map(time).filter(Objects::nonNull).sorted().toList();
        if (known.size() < trials.size()) {
            return "";
        }
        double median = Median.of(known.stream().mapToDouble(Long::doubleValue).toArray());
        long upper = known.get(known.size() / 2);
        boolean bound =
                recoveries.stream().anyMatch(recovery -> censored.apply(recovery) && time.apply(recovery) <= upper);
        return (bound ? "> " : "") + String.format(Locale.ROOT, "%.1f", Unit.SECONDS.of(median));
    }
}
