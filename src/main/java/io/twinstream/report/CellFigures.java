package io.twinstream.report;

import io.twinstream.cell.Fault;
import io.twinstream.results.Figure;
import io.twinstream.results.Population;
import io.twinstream.results.RunTables;
import java.util.List;
import java.util.function.Predicate;

/**
 * The figures of a cell, from trials in which its subject had the machine for itself.
 *
 * @param trials their verdicts
 * @param figures as they are printed, in the order that the table names them
 */
public record CellFigures(String lane, String sink, String fault, String load, String trials, List<String> figures) {

    /** What is told of trials with a fault. */
    static final List<Figure> RECOVERY = List.of(Figure.FIRST_ROW, Figure.LONGEST_GAP, Figure.CATCH_UP);

    /** What is told of trials without one: time and what it cost side by side. */
    static final List<Figure> UNDISTURBED = List.of(Figure.P50, Figure.P99, Figure.CPU, Figure.PEAK);

    static List<CellFigures> ofRecovery(RunTables run) {
        return of(
                run,
                RECOVERY,
                population -> Figure.FIRST_ROW.isOf(population.cell().fault()));
    }

    static List<CellFigures> ofUndisturbed(RunTables run) {
        return of(run, UNDISTURBED, population -> population.cell().fault() == Fault.NONE);
    }

    private static List<CellFigures> of(RunTables run, List<Figure> figures, Predicate<Population> which) {
        return run.populations().stream()
                .filter(which)
                .map(population -> new CellFigures(
                        population.cell().lane().id(),
                        population.cell().sink().name(),
                        population.cell().fault().name(),
                        population.load(),
                        run.tally(population).text(),
                        figures.stream()
                                .map(figure -> run.sample(population, figure).text())
                                .toList()))
                .toList();
    }

    /** The heads of the columns of figures of a recovery. */
    public static List<String> recoveryHeads() {
        return heads(RECOVERY);
    }

    /** The heads of the columns of figures without a fault. */
    public static List<String> undisturbedHeads() {
        return heads(UNDISTURBED);
    }

    private static List<String> heads(List<Figure> figures) {
        return figures.stream().map(Figure::label).toList();
    }
}
