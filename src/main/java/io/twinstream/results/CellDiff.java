package io.twinstream.results;

import java.util.Arrays;
import java.util.List;

/**
 * A population as it was published and as it came out again.
 *
 * @param figures those that one of both sides has a trial for; they are the machine's, and decide nothing
 */
public record CellDiff(Population population, Tally published, Tally again, List<FigureDiff> figures) {

    public CellDiff {
        figures = List.copyOf(figures);
    }

    static CellDiff of(Population population, RunTables published, RunTables again) {
        return new CellDiff(
                population,
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

    /** Whether the trials were judged alike. */
    public Reproduction delivery() {
        return published.seenAgainIn(again);
    }
}
