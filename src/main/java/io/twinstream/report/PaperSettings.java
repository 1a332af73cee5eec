package io.twinstream.report;

import io.twinstream.report.PaperTable.Column;
import io.twinstream.results.Digits;
import io.twinstream.results.Figure;
import io.twinstream.results.Population;
import io.twinstream.results.RunTables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The paper's table of what settings do: the same figures of the same cells, with the engines set up in two ways. */
final class PaperSettings {

    private static final List<Figure> TOLD = List.of(Figure.FIRST_ROW, Figure.LONGEST_GAP, Figure.P50, Figure.P99);

    private PaperSettings() {}

    /** A row for each run and each cell that both have alone in a trial, under the same load. */
    static PaperTable table(RunTables tuned, RunTables original) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("cell", 7),
                Column.text("settings", 3),
                Column.number("commit s", 3),
                Column.number("trials", 2)));
        TOLD.forEach(figure -> columns.add(Column.number(figure.label(), 4)));
        return new PaperTable(
                columns,
                original.populations().stream()
                        .flatMap(population -> tuned.populations().stream()
                                .filter(other -> other.cell().equals(population.cell())
                                        && other.load().equals(population.load()))
                                .flatMap(other -> Stream.of(row(tuned, other), row(original, population))))
                        .toList());
    }

    private static List<String> row(RunTables run, Population population) {
        List<String> row = new ArrayList<>(List.of(
                population.name(),
                population.settings(),
                Digits.of(population.commitMicros() / 1e6),
                PaperTimes.trials(run.tally(population))));
        TOLD.forEach(figure -> row.add(
                figure.isOf(population.cell().fault()) ? PaperFigure.inTable(run.sample(population, figure)) : "-"));
        return row;
    }
}
