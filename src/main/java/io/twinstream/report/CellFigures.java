package io.twinstream.report;

import io.twinstream.archive.Figure;
import io.twinstream.archive.Population;
import io.twinstream.archive.RunTables;
import io.twinstream.experiment.Fault;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The figures of a cell, from trials in which its subject had the machine for itself.
 *
 * @param trials their verdicts
 * @param figures as they are printed, in the order that the table names them
 */
public record CellFigures(String lane, String sink, String fault, String load, String trials, List<String> figures) {

    private static final List<Figure> RECOVERY = List.of(
            Figure.FIRST_ROW, Figure.ABSENCE, Figure.COMEBACK, Figure.DISTURBANCE, Figure.LONGEST_GAP, Figure.CATCH_UP);

    /** What is shown of trials without one: time and what it cost side by side. */
    static final List<Figure> UNDISTURBED = List.of(Figure.P50, Figure.P99, Figure.CPU, Figure.PEAK);

    /** The head above {@link #rows}. */
    public static final String ROWS = "rows measured";

    /** What is put beside that of another lane. */
    public static final List<Figure> ALL =
            Stream.concat(RECOVERY.stream(), UNDISTURBED.stream()).toList();

    public static List<CellFigures> ofRecovery(RunTables run) {
        List<Figure> figures = recovery(run);
        return of(
                run,
                population -> Figure.FIRST_ROW.isOf(population.cell().fault()),
                population -> texts(run, population, figures));
    }

    /** What is shown of the trials of a run with a fault: those figures that it has. */
    public static List<Figure> recovery(RunTables run) {
        return RECOVERY.stream()
                .filter(figure -> run.populations().stream()
                        .anyMatch(population -> run.sample(population, figure).trials() > 0))
                .toList();
    }

    public static List<CellFigures> ofUndisturbed(RunTables run) {
        return of(
                run,
                population -> population.cell().fault() == Fault.NONE,
                population -> Stream.concat(Stream.of(rows(run, population)), texts(run, population, UNDISTURBED)));
    }

    private static List<CellFigures> of(
            RunTables run, Predicate<Population> which, Function<Population, Stream<String>> texts) {
        return run.populations().stream()
                .filter(which)
                .map(population -> new CellFigures(
                        population.cell().lane().id(),
                        population.cell().sink().name(),
                        population.cell().fault().name(),
                        population.load().toString(),
                        run.tally(population).text(),
                        texts.apply(population).toList()))
                .toList();
    }

    private static Stream<String> texts(RunTables run, Population population, List<Figure> figures) {
        return figures.stream().map(figure -> run.sample(population, figure).text());
    }

    /** {@code 15000, warm-up 4500}: those of the warm-up are in no figure. */
    public static String rows(RunTables run, Population population) {
        return run.rows(population) + ", warm-up " + run.warmUp(population);
    }

    /** The heads of the columns of {@link #ofRecovery}. */
    public static List<String> recoveryHeads(RunTables run) {
        return recovery(run).stream().map(Figure::label).toList();
    }

    /** The heads of the columns of figures without a fault. */
    public static List<String> undisturbedHeads() {
        return Stream.concat(Stream.of(ROWS), UNDISTURBED.stream().map(Figure::label))
                .toList();
    }
}
