package io.twinstream.experiment;

import io.twinstream.cell.Cell;
import io.twinstream.results.JudgedTrial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trials of many cells, one after another, within a budget. A trial that was judged before is not done again. */
public final class MatrixRun {

    /** After so many trials in a row without a verdict it is not the trials that fail. */
    private static final int HOPELESS = 3;

    private final Laboratory laboratory;
    private final List<Cell> all;
    private final Budget budget;
    private final List<String> broken = new ArrayList<>();

    /**
     * A run, not begun.
     *
     * @param repetitions how often the whole list is gone through
     * @throws IllegalArgumentException if a cell does not apply; the message says why
     */
    public MatrixRun(Laboratory laboratory, List<Cell> cells, int repetitions, Budget budget) {
        cells.forEach(Matrix::requireApplies);
        this.laboratory = laboratory;
        this.budget = budget;
        this.all = repeated(cells, repetitions);
    }

    static List<Cell> repeated(List<Cell> cells, int repetitions) {
        List<Cell> repeated = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            repeated.addAll(cells);
        }
        return repeated;
    }

    /** Of these trials those that are left when those were judged; the earliest of a cell count as done. */
    static List<Cell> left(List<Cell> all, Collection<JudgedTrial> judged) {
        Map<Cell, Integer> done = new HashMap<>();
        judged.forEach(trial -> done.merge(trial.cell(), 1, Integer::sum));
        List<Cell> left = new ArrayList<>();
        for (Cell cell : all) {
            if (done.merge(cell, -1, Integer::sum) < 0) {
                left.add(cell);
            }
        }
        return left;
    }

    /**
     * Runs what is left and says where it is before each trial. What is judged is in the run's folder, whenever this ends.
     *
     * @return why trials have no verdict, a sentence each; empty if every trial has one that was begun
     */
    public List<String> run() throws Exception {
        List<Cell> left = left(all, laboratory.judged());
        int done = all.size() - left.size();
        int inARow = 0;
        for (int i = 0; i < left.size(); i++) {
            if (!budget.hasRoom()) {
                System.out.println(undone(left.subList(i, left.size())));
                break;
            }
            String title = "%d of %d done, %s next%s"
                    .formatted(done + i, all.size(), left.get(i), budget.left(left.size() - i));
            inARow = isJudged(left.get(i), title) ? 0 : inARow + 1;
            budget.trialDone();
            if (inARow == HOPELESS) {
                broken.add(HOPELESS + " trials in a row have no verdict: the run ends here.");
                break;
            }
        }
        return List.copyOf(broken);
    }

    private boolean isJudged(Cell cell, String title) throws InterruptedException {
        try {
            laboratory.run(title, Matrix.plan(cell, laboratory.settings()));
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            String sentence = "A trial of " + cell + " has no verdict: " + e;
            System.out.println(sentence);
            broken.add(sentence);
            laboratory.replaceServers();
            return false;
        }
    }

    private String undone(List<Cell> undone) {
        return "The budget has no room for another trial; undone are %d of %d: %s. -Dresume=%s does them."
                .formatted(
                        undone.size(),
                        all.size(),
                        String.join(", ", undone.stream().map(Cell::toString).toList()),
                        laboratory.folder());
    }
}
