package io.twinstream.report.paper;

import io.twinstream.archive.Fairness;
import io.twinstream.archive.Figure;
import io.twinstream.archive.LaneRatio;
import io.twinstream.archive.Population;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.Tally;
import io.twinstream.checker.Verdict;
import io.twinstream.report.CellFigures;
import io.twinstream.report.paper.PaperTable.Column;
import io.twinstream.statistics.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paper's tables of times and costs: only from trials with a single subject. */
final class PaperTimes {

    private final RunTables run;

    PaperTimes(RunTables run) {
        this.run = run;
    }

    /** How lanes came back, a row for each cell with a fault that was alone in enough trials for an interval. */
    PaperTable recovery() {
        List<Column> columns = new ArrayList<>(keys());
        columns.add(1, Column.text("fault", 8));
        List<Figure> figures = CellFigures.recovery(run);
        figures.forEach(figure -> columns.add(Column.number(figure.label(), 6)));
        return new PaperTable(
                columns,
                populations(Figure.FIRST_ROW)
                        .filter(population -> run.tally(population).carriesIntervals())
                        .map(population -> {
                            List<String> row = new ArrayList<>(key(population));
                            row.add(1, population.cell().fault().name());
                            figures.forEach(figure -> row.add(text(population, figure)));
                            return List.copyOf(row);
                        })
                        .toList());
    }

    /**
     * How late rows are without a fault, and what that takes, a row for each lane and sink mode that was alone in a
     * trial.
     */
    PaperTable undisturbed() {
        List<Figure> figures = List.of(Figure.P50, Figure.P99, Figure.P50_IN_INTERVALS, Figure.CPU, Figure.PEAK);
        List<Column> columns = new ArrayList<>(keys());
        columns.add(Column.number(CellFigures.ROWS, 6));
        figures.forEach(figure -> columns.add(Column.number(figure.label(), 6)));
        return new PaperTable(
                columns,
                populations(Figure.P50)
                        .map(population -> {
                            List<String> row = new ArrayList<>(key(population));
                            row.add(CellFigures.rows(run, population));
                            figures.forEach(figure -> row.add(text(population, figure)));
                            return List.copyOf(row);
                        })
                        .toList());
    }

    /** One lane over another, a row for each figure that can be put beside that of another. */
    PaperTable ratios() {
        return new PaperTable(
                List.of(
                        Column.text("lanes", 5),
                        Column.text("sink mode/fault", 6),
                        Column.text("figure", 5),
                        Column.number("ratio", 5),
                        Column.number("noise", 3),
                        Column.text("shows", 4)),
                LaneRatio.of(run, CellFigures.ALL).stream()
                        .map(ratio -> List.of(
                                ratio.lanes(),
                                ratio.under(),
                                ratio.above().figure().label(),
                                ratio.ratio().text(),
                                Digits.of(ratio.ratio().noise().orElseThrow()),
                                ratio.reading()))
                        .toList());
    }

    /** What the lanes of these ratios were given, and what the ratios do not show. */
    String fairness() {
        List<LaneRatio> ratios = LaneRatio.of(run, CellFigures.ALL);
        return Stream.concat(
                        Fairness.lines(run, ratios).stream().map(line -> line + "."),
                        LaneRatio.warnings(run, ratios).stream())
                .map(line -> "* " + line + "\n")
                .collect(Collectors.joining());
    }

    private Stream<Population> populations(Figure figure) {
        Predicate<Population> has = population -> figure.isOf(population.cell().fault());
        return run.populations().stream().filter(has);
    }

    private static List<Column> keys() {
        return List.of(Column.text("lane/sink mode", 7), Column.number("commit s", 4), Column.number("trials", 4));
    }

    private List<String> key(Population population) {
        return List.of(
                population.cell().subject() + population.otherLoad(),
                population.commitSeconds(),
                trials(run.tally(population)));
    }

    /** {@code 3}, or {@code 3 + 1 UNKNOWN}: that one lends no figure. */
    static String trials(Tally tally) {
        int unknown = tally.count(Verdict.UNKNOWN);
        return tally.known() + (unknown == 0 ? "" : " + " + unknown + " UNKNOWN");
    }

    private String text(Population population, Figure figure) {
        return PaperFigure.inTable(run.sample(population, figure));
    }
}
