package io.twinstream.report.paper;

import io.twinstream.archive.Figure;
import io.twinstream.archive.Population;
import io.twinstream.archive.RunTables;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Lanes;
import io.twinstream.report.paper.PaperTable.Column;
import io.twinstream.statistics.Estimate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The paper's table of what settings do: how lanes come back from the kill of a worker, with the engines set up in
 * several ways.
 */
final class PaperSweep {

    private static final List<Figure> SHOWN = List.of(Figure.FIRST_ROW, Figure.DISTURBANCE, Figure.LONGEST_GAP);

    private static final Comparator<Row> ORDER = Comparator.comparing(
                    (Row row) -> row.population().cell().subject(), Lanes.SUBJECTS)
            .thenComparingDouble(Row::firstRow);

    private PaperSweep() {}

    /** A lane with a sink mode, alone in the trials of one run. */
    private record Row(RunTables run, Population population) {

        double firstRow() {
            return run.sample(population, Figure.FIRST_ROW)
                    .estimate()
                    .map(Estimate::median)
                    .orElse(Double.POSITIVE_INFINITY);
        }

        List<String> text() {
            List<String> row = new ArrayList<>(List.of(
                    population.cell().subject().name(),
                    population.settings().name(),
                    population.commitSeconds(),
                    population.spare().toString(),
                    PaperTimes.trials(run.tally(population))));
            SHOWN.forEach(figure -> row.add(PaperFigure.inTable(run.sample(population, figure))));
            return row;
        }
    }

    /** A row of each run for each lane and sink mode, of each of these that of the earliest first row first. */
    static PaperTable table(Collection<RunTables> runs) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("lane/sink mode", 4),
                Column.text("settings", 5),
                Column.number("commit s", 2),
                Column.text("spare", 2),
                Column.number("trials", 2)));
        SHOWN.forEach(figure -> columns.add(Column.number(figure.label(), 4)));
        return new PaperTable(
                columns,
                runs.stream()
                        .flatMap(run -> run.populations().stream()
                                .filter(population -> population.cell().fault() == Fault.WORKER_KILL)
                                .map(population -> new Row(run, population)))
                        .sorted(ORDER)
                        .map(Row::text)
                        .toList());
    }
}
