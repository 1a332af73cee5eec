package io.twinstream.lab.series;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.experiment.Cell;
import io.twinstream.lab.trial.Laboratory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trials of the matrix, one after another, within a budget. A trial that was judged before is not done again. */
public final class MatrixRun {

    /** After so many trials in a row without a verdict it is not the trials that fail. */
    private static final int HOPELESS = 3;

    private final Laboratory laboratory;
    private final List<MatrixTrial> all;
    private final Budget budget;
    private final List<String> broken = new ArrayList<>();

    /**
     * A run, not begun.
     *
     * @param repetitions how often the whole list is gone through
     */
    public MatrixRun(Laboratory laboratory, List<MatrixTrial> trials, int repetitions, Budget budget) {
        this.laboratory = laboratory;
        this.budget = budget;
        this.all = repeated(trials, repetitions);
    }

    /**
     * The two engines change places each time, A B, B A: what grows slowly over a run then does not always fall on the
     * same one.
     */
    static List<MatrixTrial> repeated(List<MatrixTrial> trials, int repetitions) {
        List<MatrixTrial> turned = turned(trials);
        List<MatrixTrial> repeated = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            repeated.addAll(i % 2 == 0 ? trials : turned);
        }
        return repeated;
    }

    /**
     * These trials, those of the engines that differ in nothing but the lane in the opposite order, each in the place
     * of another.
     */
    private static List<MatrixTrial> turned(List<MatrixTrial> trials) {
        Map<List<?>, Deque<MatrixTrial>> alike = new HashMap<>();
        trials.stream()
                .filter(MatrixTrial::isOfEngine)
                .forEach(trial -> alike.computeIfAbsent(trial.withoutLane(), key -> new ArrayDeque<>())
                        .push(trial));
        return trials.stream()
                .map(trial ->
                        trial.isOfEngine() ? alike.get(trial.withoutLane()).pop() : trial)
                .toList();
    }

    /**
     * Of these trials those that are left when those cells were judged; the earliest with the same cells and load count
     * as done.
     */
    static List<MatrixTrial> left(List<MatrixTrial> all, Collection<JudgedSubject> judged) {
        Map<List<?>, Integer> done = new HashMap<>();
        judged.stream()
                .collect(Collectors.groupingBy(JudgedSubject::number))
                .values()
                .forEach(trial -> done.merge(
                        key(
                                trial.stream().map(JudgedSubject::cell),
                                trial.get(0).load()),
                        1,
                        Integer::sum));
        List<MatrixTrial> left = new ArrayList<>();
        for (MatrixTrial trial : all) {
            if (done.merge(key(trial.cells().stream(), trial.load()), -1, Integer::sum) < 0) {
                left.add(trial);
            }
        }
        return left;
    }

    private static List<?> key(Stream<Cell> cells, String load) {
        return List.of(cells.collect(Collectors.toSet()), load);
    }

    /**
     * Runs what is left and says where it is before each trial. What is judged is in the run's folder, whenever this
     * ends.
     *
     * @return why trials have no verdict, a sentence each; empty if every trial has one that was begun
     */
    public List<String> run() throws Exception {
        laboratory.plans(all.stream().flatMap(trial -> trial.cells().stream()).collect(Collectors.toSet()));
        List<MatrixTrial> left = left(all, laboratory.judged());
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

    private boolean isJudged(MatrixTrial trial, String title) throws InterruptedException {
        try {
            laboratory.run(title, trial.plan(laboratory.settings()));
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            String sentence = "A trial of " + trial + " has no verdict: " + e;
            System.out.println(sentence);
            broken.add(sentence);
            return false;
        }
    }

    private String undone(List<MatrixTrial> undone) {
        return "The budget has no room for another trial; undone are %d of %d: %s. -Dresume=%s does them."
                .formatted(
                        undone.size(),
                        all.size(),
                        String.join(
                                ", ", undone.stream().map(MatrixTrial::toString).toList()),
                        laboratory.folder());
    }
}
