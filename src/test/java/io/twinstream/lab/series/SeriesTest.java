package io.twinstream.lab.series;

import static io.twinstream.experiment.Settings.DEFAULT_RESTARTS;
import static io.twinstream.experiment.Settings.TUNED;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Judgement;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lab.trial.Bench;
import io.twinstream.lab.trial.Outcome;
import io.twinstream.lab.trial.Plan;
import io.twinstream.lane.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeriesTest {

    private static final Load ALONE = Load.Ticks.USUAL;
    private static final Load TOGETHER = Load.of("ticks 200");
    private static final String FLINK = "flink/UPSERT/WORKER_KILL";
    private static final String SPARK = "spark/UPSERT/WORKER_KILL";
    private static final String FLOOR = "floor/UPSERT/NONE";

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> said = new ArrayList<>();
    private final Map<Settings, FakeBench> benches = new LinkedHashMap<>();

    /** A trial takes a minute of the fake clock. */
    private final class FakeBench implements Bench {

        private final String name;
        private final List<JudgedSubject> judged = new ArrayList<>();
        private final List<String> titles = new ArrayList<>();
        private final Set<Cell> planned = new HashSet<>();
        private Exception failure;
        private Error broken;
        private CountDownLatch running;

        private FakeBench(String name) {
            this.name = name;
        }

        @Override
        public void plans(Set<Cell> cells) {
            planned.addAll(cells);
        }

        @Override
        public List<JudgedSubject> judged() {
            return judged;
        }

        @Override
        public Outcome run(String title, Plan plan) throws Exception {
            titles.add(title);
            said.add(name + ": " + title);
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            if (running != null) {
                running.countDown();
                new CountDownLatch(1).await();
            }
            if (broken != null) {
                throw broken;
            }
            if (failure != null) {
                throw failure;
            }
            return null;
        }

        @Override
        public void rest() {
            said.add(name + " rests");
        }

        @Override
        public Path folder() {
            return Path.of("results", "local", name);
        }
    }

    private final FakeBench bench = bench(TUNED, "run");

    private FakeBench bench(Settings settings, String name) {
        return benches.computeIfAbsent(settings, key -> new FakeBench(name));
    }

    private Series series(Duration budget, Stream<MatrixTrial> trials) {
        return new Series(
                trials.map(trial -> trial.planned(TUNED, Spare.WITH)).toList(),
                benches,
                new Budget(budget, nanos::get),
                said::add);
    }

    private Series series(Duration budget, String... trials) {
        return series(budget, Stream.of(trials).map(MatrixTrial::of));
    }

    @Test
    void each_trial_says_what_is_done_what_comes_next_and_how_long_the_rest_takes() throws Exception {
        assertThat(series(Duration.ofHours(9), FLOOR, FLINK, SPARK).run()).isEmpty();

        assertThat(bench.titles)
                .containsExactly(
                        "0 of 3 done, floor/UPSERT/NONE next",
                        "1 of 3 done, flink/UPSERT/WORKER_KILL next, about 2 min left",
                        "2 of 3 done, spark/UPSERT/WORKER_KILL next, about 1 min left");
        assertThat(bench.planned).containsExactlyInAnyOrder(Cell.of(FLOOR), Cell.of(FLINK), Cell.of(SPARK));
    }

    @Test
    void a_trial_that_would_end_after_the_budget_is_not_begun_and_it_is_said_how_to_go_on() throws Exception {
        assertThat(series(Duration.ofSeconds(150), FLOOR, FLINK, SPARK).run()).isEmpty();

        assertThat(bench.titles)
                .hasSize(2)
                .last()
                .isEqualTo("1 of 3 done, flink/UPSERT/WORKER_KILL next, about 2 min left of which the budget has 2");
        assertThat(said.get(2))
                .isEqualTo("The budget has no room for another trial; undone are 1 of 3: spark/UPSERT/WORKER_KILL. "
                        + "The same command with --resume results/local/run does them.");
    }

    @Test
    void three_trials_in_a_row_without_a_verdict_end_the_run() throws Exception {
        bench.failure = new IllegalStateException("Trial 1 broke off");

        List<String> broken =
                series(Duration.ofHours(9), FLOOR, FLINK, SPARK, FLOOR, FLINK).run();

        assertThat(bench.titles).hasSize(3);
        assertThat(broken)
                .hasSize(4)
                .startsWith("A trial of floor/UPSERT/NONE has no verdict: "
                        + "java.lang.IllegalStateException: Trial 1 broke off")
                .endsWith("3 trials in a row have no verdict: the run ends here.");
        assertThat(said).containsAll(broken);
    }

    @Test
    void a_trial_without_a_verdict_does_not_end_the_run() throws Exception {
        bench.broken = new AssertionError("felt nothing");

        assertThat(series(Duration.ofHours(9), FLOOR, FLINK).run()).hasSize(2);
        assertThat(bench.titles).hasSize(2);
    }

    @Test
    void what_was_judged_is_not_done_again() throws Exception {
        Cell a = Cell.of(FLINK);
        Cell b = Cell.of("flink/APPEND/WORKER_KILL");
        String other = b.toString();
        String both = "flink/APPEND+UPSERT/WORKER_KILL";
        String[] all = {FLINK, other, both, FLINK, other, both};

        assertThat(left(List.of(), all)).containsExactly(all);
        assertThat(left(List.of(judged(1, a, ALONE)), all)).containsExactly(other, both, FLINK, other, both);
        assertThat(left(List.of(judged(1, b, ALONE), judged(2, b, ALONE), judged(3, b, ALONE)), all))
                .containsExactly(FLINK, both, FLINK, both);
        assertThat(left(List.of(judged(1, b, TOGETHER), judged(1, a, TOGETHER)), all))
                .containsExactly(FLINK, other, FLINK, other, both);
        assertThat(bench.titles.get(0)).startsWith("1 of 6 done, ");
    }

    @Test
    void a_trial_under_another_load_is_another_trial() throws Exception {
        String usual = "flink/UPSERT/NONE";
        String fifty = "flink/UPSERT/NONE@50";

        assertThat(MatrixTrial.of("flink/upsert/none@50")).hasToString(fifty).isEqualTo(MatrixTrial.of(fifty));
        assertThat(MatrixTrial.of(fifty).plan(TUNED, Spare.WITH).settings()).containsEntry("perSecond", "50");
        assertThat(MatrixTrial.of("flink/UPSERT/NONE@500")).isEqualTo(MatrixTrial.of(usual));
        assertThat(left(List.of(judged(1, Cell.of(usual), ALONE)), fifty, usual))
                .containsExactly(fifty);
        assertThat(left(List.of(judged(1, Cell.of(usual), Load.of("ticks 50"))), fifty, usual))
                .containsExactly(usual);
    }

    /** The names of the trials that a series does when these were judged. */
    private List<String> left(List<JudgedSubject> judged, String... all) throws Exception {
        bench.titles.clear();
        bench.judged.clear();
        bench.judged.addAll(judged);
        series(Duration.ofHours(9), all).run();
        return bench.titles.stream()
                .map(title -> title.replaceAll(".* done, (.*) next.*", "$1"))
                .toList();
    }

    @Test
    void settings_take_turns_and_one_bench_rests_while_the_other_has_the_machine() throws Exception {
        bench(DEFAULT_RESTARTS, "other").judged.add(judged(1, Cell.of(FLOOR), ALONE));
        List<PlannedTrial> swept = Matrix.swept(
                List.of(MatrixTrial.of(FLINK), MatrixTrial.of(SPARK)), List.of(TUNED, DEFAULT_RESTARTS), Spare.WITH, 2);

        new Series(swept, benches, new Budget(Duration.ofHours(9), nanos::get), said::add).run();

        assertThat(said.stream().map(line -> line.replaceAll("\\d of 8 done, (.*) next.*", "$1")))
                .containsExactly(
                        "run: flink/UPSERT/WORKER_KILL",
                        "run: spark/UPSERT/WORKER_KILL",
                        "run rests",
                        "other: flink/UPSERT/WORKER_KILL with default-restarts",
                        "other: spark/UPSERT/WORKER_KILL with default-restarts",
                        "other: spark/UPSERT/WORKER_KILL with default-restarts",
                        "other: flink/UPSERT/WORKER_KILL with default-restarts",
                        "other rests",
                        "run: spark/UPSERT/WORKER_KILL",
                        "run: flink/UPSERT/WORKER_KILL");
    }

    @Test
    void what_was_judged_with_another_spare_does_not_count() throws Exception {
        bench.judged.add(judged(1, Cell.of(FLINK), ALONE));

        new Series(
                        List.of(
                                MatrixTrial.of(FLINK).planned(TUNED, Spare.NONE),
                                MatrixTrial.of(FLINK).planned(TUNED, Spare.WITH)),
                        benches,
                        new Budget(Duration.ofHours(9), nanos::get),
                        said::add)
                .run();

        assertThat(said).containsExactly("run: 1 of 2 done, flink/UPSERT/WORKER_KILL without a spare next");
    }

    @Test
    void what_was_judged_with_other_settings_does_not_count() throws Exception {
        bench(DEFAULT_RESTARTS, "other").judged.add(judged(1, Cell.of(FLINK), ALONE));

        new Series(
                        Matrix.swept(List.of(MatrixTrial.of(FLINK)), List.of(TUNED, DEFAULT_RESTARTS), Spare.WITH, 1),
                        benches,
                        new Budget(Duration.ofHours(9), nanos::get),
                        said::add)
                .run();

        assertThat(said).containsExactly("run: 1 of 2 done, flink/UPSERT/WORKER_KILL next");
    }

    @Test
    void a_trial_that_hangs_is_given_up_some_time_after_the_budget() throws Exception {
        bench.running = new CountDownLatch(1);

        assertThat(series(Duration.ofMillis(1), FLOOR, FLINK).run(Duration.ofMillis(200)))
                .singleElement()
                .asString()
                .endsWith("the run ends here.");
    }

    @Test
    void a_series_that_is_stopped_begins_no_other_trial_and_blames_none() throws Exception {
        bench.running = new CountDownLatch(1);
        Series series = series(Duration.ofHours(9), FLOOR, FLINK);
        Thread stopper = new Thread(() -> {
            try {
                bench.running.await();
                series.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopper.start();

        assertThat(series.run()).isEmpty();
        assertThat(bench.titles).hasSize(1);
    }

    private static JudgedSubject judged(int number, Cell cell, Load load) {
        return new JudgedSubject(
                cell,
                number,
                true,
                new Judgement(Delivered.ONCE, Verdict.VALID, null),
                0,
                0,
                0,
                null,
                0,
                null,
                null,
                load,
                spare(cell),
                Path.of("trials/x/" + number));
    }

    private static Spare spare(Cell cell) {
        return cell.lane().equals(Lane.FLOOR) ? Spare.NONE : Spare.WITH;
    }
}
