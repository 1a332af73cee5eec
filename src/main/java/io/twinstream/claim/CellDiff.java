package io.twinstream.claim;

import io.twinstream.archive.Figure;
import io.twinstream.archive.Population;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.SharedCell;
import io.twinstream.archive.Tally;
import io.twinstream.experiment.Cell;
import java.util.Arrays;
import java.util.List;

/**
 * A cell as it was published and as it came out again, under the same conditions.
 *
 * @param conditions what is put behind the cell to tell them: {@code , ticks 500, commit each 1.00 s}
 * @param figures those that one of both sides has a trial for; they are the machine's, and decide nothing
 */
public record CellDiff(Cell cell, String conditions, Tally published, Tally again, List<FigureDiff> figures) {

    public CellDiff {
        figures = List.copyOf(figures);
    }

    /** Trials with a single subject. */
    static CellDiff of(Population population, RunTables published, RunTables again) {
        return new CellDiff(
                population.cell(),
                population.conditions(),
                published.tally(population),
                again.tally(population),
                Arrays.stream(Figure.values())
                        .filter(figure -> figure.isOf(population.cell().fault()))
                        .filter(figure ->
                                figure != Figure.P50_IN_INTERVALS) // P50 again: the interval is the population's
                        .map(figure ->
                                new FigureDiff(published.sample(population, figure), again.sample(population, figure)))
                        .filter(FigureDiff::isTold)
                        .toList());
    }

    /** Trials with several: the machine was not the cell's own, so that they have no figures. */
    static CellDiff of(SharedCell cell, RunTables published, RunTables again) {
        return new CellDiff(
                cell.cell(),
                cell.conditions(),
                published.shared().getOrDefault(cell, Tally.NONE),
                again.shared().getOrDefault(cell, Tally.NONE),
                List.of());
    }

    /** {@code flink/UPSERT/NONE, ticks 500, commit each 1.00 s}. */
    public String title() {
        return cell + conditions;
    }

    /** Whether both runs have a trial of it. */
    public boolean isOnBothSides() {
        return !published.equals(Tally.NONE) && !again.equals(Tally.NONE);
    }

    /** Whether the trials were judged alike. */
    public Reproduction delivery() {
        return Reproduction.of(published, again);
    }
}
