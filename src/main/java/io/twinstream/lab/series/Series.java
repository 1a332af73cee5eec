package io.twinstream.lab.series;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.trial.Bench;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Planned trials, one after another, within a budget. A trial that was judged before is not done again. Trials with
 * other settings take place on another bench, and only one of those has the machine.
 */
public final class Series {

    /** After so many trials in a row without a verdict it is not the trials that fail. */
    private static final int HOPELESS = 3;

    /** A trial takes less; more than so late, something hangs. */
    private static final Duration LATE = Duration.ofMinutes(15);

    private final List<PlannedTrial> all;
    private final Map<Settings, ? extends Bench> benches;
    private final Budget budget;
    private final Consumer<String> console;
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final FutureTask<Void> work = new FutureTask<>(this::runWhatIsLeft);
    private final Thread worker = new Thread(work, "series");
    private volatile boolean stopped;

    /**
     * A series, not begun.
     *
     * @param benches one for the settings of each trial
     * @param console gets what somebody who looks on wants to know, a sentence at a time
     */
    public Series(
            List<PlannedTrial> trials,
            Map<Settings, ? extends Bench> benches,
            Budget budget,
            Consumer<String> console) {
        this.all = List.copyOf(trials);
        this.benches = Map.copyOf(benches);
        this.budget = budget;
        this.console = console;
        worker.setDaemon(true);
    }

    /**
     * Runs what is left and says where it is before each trial. What is judged is in the folder of its run, whenever
     * this ends.
     *
     * @return why trials have no verdict, a sentence each; empty if every trial has one that was begun
     */
    public List<String> run() throws Exception {
        return run(LATE);
    }

    /** Likewise, and it is given up if it has not ended so long after its budget. */
    List<String> run(Duration late) throws Exception {
        worker.start(); // A blocked call ignores interrupts, so the clock is not in the thread that works.
        try {
            work.get(budget.limit().plus(late).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stop();
            broke("The budget is over and a trial has not ended in " + late.toMinutes()
                    + " minutes more: the run ends here.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
        return List.copyOf(broken);
    }

    /**
     * Breaks off the trial that goes on and begins no other; {@link #run} returns soon after. May come from another
     * thread.
     */
    public void stop() {
        stopped = true;
        worker.interrupt();
    }

    private Void runWhatIsLeft() throws Exception {
        benches.forEach((settings, bench) -> bench.plans(cells(settings)));
        List<PlannedTrial> left = left(all, judged());
        int done = all.size() - left.size();
        int inARow = 0;
        Bench busy = null;
        for (int i = 0; i < left.size() && !stopped; i++) {
            if (!budget.hasRoom()) {
                console.accept(undone(left.subList(i, left.size())));
                break;
            }
            PlannedTrial trial = left.get(i);
            Bench bench = benches.get(trial.settings());
            if (busy != null && busy != bench) {
                busy.rest();
            }
            busy = bench;
            String title =
                    "%d of %d done, %s next%s".formatted(done + i, all.size(), trial, budget.left(left.size() - i));
            inARow = isJudged(bench, trial, title) ? 0 : inARow + 1;
            budget.trialDone();
            if (inARow == HOPELESS) {
                broke(HOPELESS + " trials in a row have no verdict: the run ends here.");
                break;
            }
        }
        return null;
    }

    private Set<Cell> cells(Settings settings) {
        return all.stream()
                .filter(trial -> trial.settings().equals(settings))
                .flatMap(trial -> trial.cells().stream())
                .collect(Collectors.toSet());
    }

    /** The kinds of the trials that were judged, the settings of each being those of its bench. */
    private List<List<Object>> judged() throws IOException {
        List<List<Object>> kinds = new ArrayList<>();
        for (Map.Entry<Settings, ? extends Bench> bench : benches.entrySet()) {
            bench.getValue().judged().stream()
                    .collect(Collectors.groupingBy(JudgedSubject::number))
                    .values()
                    .forEach(trial -> kinds.add(PlannedTrial.kind(bench.getKey(), trial)));
        }
        return kinds;
    }

    /**
     * Of these trials those that are left when trials of those kinds were judged; the earliest of a kind count as done.
     */
    private static List<PlannedTrial> left(List<PlannedTrial> all, List<List<Object>> judged) {
        Map<List<Object>, Integer> done = new HashMap<>();
        judged.forEach(kind -> done.merge(kind, 1, Integer::sum));
        return all.stream()
                .filter(trial -> done.merge(trial.kind(), -1, Integer::sum) < 0)
                .toList();
    }

    private boolean isJudged(Bench bench, PlannedTrial trial, String title) throws InterruptedException {
        try {
            bench.run(title, trial.plan());
            return true;
        } catch (InterruptedException e) {
            if (!stopped) {
                throw e;
            }
        } catch (Exception | AssertionError e) {
            if (!stopped) { // else it is no wonder
                broke("A trial of " + trial + " has no verdict: " + e);
            }
        }
        return false;
    }

    private void broke(String sentence) {
        console.accept(sentence);
        broken.add(sentence);
    }

    private String undone(List<PlannedTrial> undone) {
        String folders = benches.values().stream()
                .map(bench -> bench.folder().toString())
                .sorted()
                .collect(Collectors.joining(","));
        return "The budget has no room for another trial; undone are %d of %d: %s. The same command with --resume %s does them."
                .formatted(
                        undone.size(),
                        all.size(),
                        undone.stream().map(PlannedTrial::name).collect(Collectors.joining(", ")),
                        folders);
    }
}
