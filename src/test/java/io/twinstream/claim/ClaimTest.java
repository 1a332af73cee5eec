package io.twinstream.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.archive.Figure;
import io.twinstream.archive.Population;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.Sample;
import io.twinstream.archive.StoredRun;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Claims of the list that the trials of a run decide. */
public class ClaimTest {

    /** That a killed worker of Flink is made up for in ten seconds: a claim about one machine. */
    public static final Claim TEN_SECONDS = new Claim(
            "M1",
            Claim.Kind.MACHINE,
            "Ten seconds",
            List.of(new Bound(
                    Cell.of("flink/UPSERT/WORKER_KILL"),
                    Settings.TUNED,
                    Load.Ticks.USUAL,
                    Figure.FIRST_ROW,
                    null,
                    10.0,
                    false)),
            List.of(),
            ClaimVerdict.NOT_RUN,
            "read as the first row");

    private static final String FLINK = "flink/UPSERT";
    private static final String SPARK = "spark/UPSERT";

    @TempDir
    private Path root;

    private StoredRun run;

    @BeforeEach
    void store() throws IOException {
        run = StoredRun.create(root.resolve("run"));
    }

    @Test
    void spark_in_seconds_refutes_r8_and_in_minutes_confirms_it() throws IOException {
        run = StoredRun.ofOriginal(root.resolve("seconds"))
                .killed(FLINK, Verdict.VALID, 0.9, 1.1, 1.2, 1.4, 1.6, 2.2)
                .killed(SPARK, Verdict.VALID, 8.7, 9, 9.5, 10, 10.2, 10.3);
        Claim seconds = judged("R8");
        run = StoredRun.ofOriginal(root.resolve("minutes"))
                .killed(FLINK, Verdict.VALID, 0.9, 1.1, 1.2, 1.4, 1.6, 2.2)
                .killed(SPARK, Verdict.VALID, 87, 90, 95, 100, 102, 103);

        assertThat(seconds.verdict()).isEqualTo(ClaimVerdict.REFUTED);
        assertThat(seconds.evidence())
                .startsWith("spark/UPSERT/WORKER_KILL, original, a spare worker: first row s 9.75 [")
                .containsPattern(
                        ", n 6, cv [0-9.]+, claimed at least 60.0, 6 of 6 before it was set; flink/UPSERT/WORKER_KILL, original, a spare worker: first row s 1.30 \\[")
                .contains(", claimed at most 60.0, 6 of 6 before it was set; read as: ");
        assertThat(judged("R8").verdict()).isEqualTo(ClaimVerdict.CONFIRMED);
    }

    @Test
    void an_interval_across_ten_seconds_or_too_few_trials_leave_a_claim_open() throws IOException {
        run.killed(FLINK, Verdict.VALID, 1, 1, 1, 20, 20, 20);
        assertThat(tenSeconds()).isEqualTo(ClaimVerdict.INCONCLUSIVE);
        store();
        run.killed(FLINK, Verdict.VALID, 1, 1, 1, 1, 1);
        assertThat(tenSeconds()).isEqualTo(ClaimVerdict.INCONCLUSIVE);
        store();
        run.killed(FLINK, Verdict.VALID, 1, 1, 1, 1, 1, 1);
        assertThat(tenSeconds()).isEqualTo(ClaimVerdict.CONFIRMED);
        run.killed(FLINK, Verdict.HALTED, 1).append("recovery.csv", "WORKER_KILL,7,,,,");
        assertThat(tenSeconds()).isEqualTo(ClaimVerdict.INCONCLUSIVE);
    }

    private ClaimVerdict tenSeconds() throws IOException {
        return TEN_SECONDS.judgedBy(RunTables.read(run.folder())).orElseThrow().verdict();
    }

    @Test
    void a_bound_is_about_the_trials_of_its_own_load_if_all_are_of_one_population() throws IOException {
        run.trial(Fault.NONE, List.of(FLINK), Verdict.VALID)
                .append("latency.csv", "1,ticks 50,1000000,47000,,,,,,")
                .trial(Fault.NONE, List.of(FLINK), Verdict.VALID)
                .append("latency.csv", "2,ticks 50,15000000,47000,,,,,,")
                .undisturbed(FLINK, 20);
        RunTables tables = RunTables.read(run.folder());

        assertThat(bound("ticks 50").sampleOf(tables)).isEmpty();
        assertThat(bound("ticks 500").sampleOf(tables))
                .hasValueSatisfying(sample -> assertThat(sample.values()).containsExactly(20.0));
        assertThat(bound("ticks 5").sampleOf(tables)).isEmpty();
    }

    private static Bound bound(String load) {
        return new Bound(Cell.of("flink/UPSERT/NONE"), Settings.TUNED, Load.of(load), Figure.P50, 1.0, null, false);
    }

    @Test
    void latencies_above_and_below_half_a_commit_interval_decide_l4() throws IOException {
        run.undisturbed(FLINK, 20, 21, 22, 23, 24, 25).undisturbed(SPARK, 700, 800, 810, 820, 830, 900);
        assertThat(judged("L4").verdict()).isEqualTo(ClaimVerdict.CONFIRMED);
        store();
        run.undisturbed(FLINK, 820, 821, 822, 823, 824, 825).undisturbed(SPARK, 700, 800, 810, 820, 830, 900);
        assertThat(judged("L4").verdict()).isEqualTo(ClaimVerdict.REFUTED);
    }

    @Test
    void cores_used_evenly_by_one_and_in_spikes_by_the_other_decide_l5() throws IOException {
        assertThat(usingCores(0.2, 1.8)).isEqualTo(ClaimVerdict.CONFIRMED);
        assertThat(usingCores(0.2, 0.4)).isEqualTo(ClaimVerdict.REFUTED);
        assertThat(usingCores(1.2, 1.8)).isEqualTo(ClaimVerdict.REFUTED);
        assertThat(usingCores(0.5, 1)).isEqualTo(ClaimVerdict.CONFIRMED);
    }

    @Test
    void ticks_acknowledged_in_a_few_milliseconds_refute_l1() throws IOException {
        run = StoredRun.ofOriginal(root.resolve("original"))
                .using(FLINK, 1, 1, 1, 1, 1, 1)
                .using(SPARK, 1, 1, 1, 1, 1, 1);

        assertThat(judged("L1").verdict()).isEqualTo(ClaimVerdict.REFUTED);
    }

    @Test
    void half_of_the_rows_later_than_the_next_poll_in_spark_alone_confirm_t6() throws IOException {
        assertThat(polled(100, 8_000)).isEqualTo(ClaimVerdict.CONFIRMED);
        assertThat(polled(2_000, 8_000)).isEqualTo(ClaimVerdict.REFUTED);
        assertThat(polled(100, 900)).isEqualTo(ClaimVerdict.REFUTED);
    }

    @Test
    void a_claim_about_a_load_is_decided_by_trials_under_it_alone() throws IOException {
        run = StoredRun.ofOriginal(root.resolve("usual"));
        under("ticks 500", 1_000, 15_000);
        assertThat(claim("T2").judgedBy(RunTables.read(run.folder()))).isEmpty();
        under("ticks 50", 3_000, 15_000);
        assertThat(judged("T2"))
                .returns(ClaimVerdict.REFUTED, Claim::verdict)
                .satisfies(claim -> assertThat(claim.evidence())
                        .contains("flink-sql/APPEND/NONE, original, ticks 50: p99 ms 3000"));
        assertThat(atFifty(1_000, 15_000)).isEqualTo(ClaimVerdict.CONFIRMED);
        assertThat(atFifty(40, 15_000)).isEqualTo(ClaimVerdict.REFUTED);
        assertThat(atFifty(1_000, 1_500)).isEqualTo(ClaimVerdict.REFUTED);
        assertThat(atFifty(1_000, 50_000)).isEqualTo(ClaimVerdict.REFUTED);
    }

    private ClaimVerdict atFifty(long flinkSql, long spark) throws IOException {
        run = StoredRun.ofOriginal(root.resolve("fifty"));
        under("ticks 50", flinkSql, spark);
        return judged("T2").verdict();
    }

    /** Six trials of each lane in turns, in all of which 99 of 100 rows took so many milliseconds. */
    private void under(String load, long flinkSql, long spark) throws IOException {
        for (int i = 0; i < 6; i++) {
            run.later("flink-sql/APPEND", load, flinkSql).later("spark/APPEND", load, spark);
        }
    }

    private ClaimVerdict polled(double flink, double spark) throws IOException {
        run = StoredRun.ofOriginal(root.resolve("original"))
                .undisturbed(FLINK, flink, flink, flink, flink, flink, flink)
                .undisturbed(SPARK, spark, spark, spark, spark, spark, spark);
        return judged("T6").verdict();
    }

    private ClaimVerdict usingCores(double flink, double spark) throws IOException {
        StoredRun original = StoredRun.ofOriginal(root.resolve("original"))
                .using(FLINK, flink, flink, flink, flink, flink, flink)
                .using(SPARK, spark, spark, spark, spark, spark, spark);
        return claim("L5")
                .judgedBy(RunTables.read(original.folder()))
                .orElseThrow()
                .verdict();
    }

    @Test
    void a_claim_about_two_settings_takes_a_run_of_each() throws IOException {
        run.undisturbed(SPARK, 800, 800, 810, 820, 830, 900);
        RunTables tuned = RunTables.read(run.folder());
        StoredRun slow =
                StoredRun.ofOriginal(root.resolve("slow")).undisturbed(SPARK, 8_000, 8_000, 8_100, 8_200, 8_300, 9_000);

        assertThat(claim("K7").judgedBy(tuned)).isEmpty();
        assertThat(claim("K7").judgedBy(tuned, RunTables.read(slow.folder()))).hasValueSatisfying(claim -> {
            assertThat(claim.verdict()).isEqualTo(ClaimVerdict.CONFIRMED);
            assertThat(claim.evidence()).contains("spark/UPSERT/NONE, tuned: ", "spark/UPSERT/NONE, original: ");
        });
    }

    @Test
    void trials_from_before_a_bound_was_set_are_counted() throws IOException {
        run.undisturbed(SPARK, 800, 800, 810, 820, 830, 900);
        run.undisturbed(FLINK, 20, 20, 20, 21, 22, 23);
        Claim later = claim("L4");
        Claim earlier = new Claim(
                "L4",
                Claim.Kind.PORTABLE,
                "the same",
                later.bounds(),
                List.of(),
                ClaimVerdict.NOT_RUN,
                null,
                "read so",
                null,
                "2026-11-22T15:30:05.400Z");

        assertThat(later.judgedBy(RunTables.read(run.folder())))
                .hasValueSatisfying(claim -> assertThat(claim.evidence())
                        .contains(", claimed at least 0.500, 6 of 6 before it was set; ")
                        .contains(", claimed at most 0.500, 6 of 6 before it was set; "));
        assertThat(earlier.judgedBy(RunTables.read(run.folder())))
                .hasValueSatisfying(claim -> assertThat(claim.evidence()).doesNotContain("before it was set"));
        assertThat(Claims.all())
                .allSatisfy(claim -> assertThat(claim.set() != null)
                        .as("%s has bounds and a date, or neither", claim.id())
                        .isEqualTo(!claim.bounds().isEmpty()));
    }

    @Test
    void trials_of_which_only_one_lane_had_a_spare_do_not_confirm() throws IOException {
        assertThat(unequal(90))
                .returns(ClaimVerdict.INCONCLUSIVE, Claim::verdict)
                .extracting(Claim::evidence)
                .asString()
                .contains("spark/UPSERT/WORKER_KILL, original, no spare worker: ")
                .contains("flink/UPSERT/WORKER_KILL, original, a spare worker: ")
                .contains("; unequal spares; ");
    }

    @Test
    void they_refute_where_the_claim_says_why() throws IOException {
        assertThat(unequal(7))
                .returns(ClaimVerdict.REFUTED, Claim::verdict)
                .extracting(Claim::evidence)
                .asString()
                .contains("; unequal spares, refuted all the same: Flink had a spare worker and Spark none");
        Claim silent = new Claim(
                "M2",
                Claim.Kind.PORTABLE,
                "Minutes",
                claim("R8").bounds(),
                List.of(),
                ClaimVerdict.NOT_RUN,
                "read as the first row");
        assertThat(silent.judgedBy(RunTables.read(run.folder())))
                .hasValueSatisfying(claim -> assertThat(claim.verdict()).isEqualTo(ClaimVerdict.INCONCLUSIVE));
    }

    /** R8, where Spark had no spare and took so many seconds, and Flink had one and took one. */
    private Claim unequal(double spark) throws IOException {
        run = StoredRun.ofOriginal(root.resolve("unequal"));
        run.recorded("none").killed(SPARK, Verdict.VALID, spark, spark, spark, spark, spark, spark);
        run.recorded("with").killed(FLINK, Verdict.VALID, 1, 1, 1, 1, 1, 1);
        return judged("R8");
    }

    @Test
    void a_run_without_trials_of_each_of_its_cells_does_not_decide() throws IOException {
        run = StoredRun.ofOriginal(root.resolve("original")).killed(FLINK, Verdict.VALID, 1, 1, 1, 1, 1, 1);

        assertThat(claim("R8").judgedBy(RunTables.read(run.folder()))).isEmpty();
        assertThat(claim("R5").judgedBy(RunTables.read(run.folder()))).isEmpty();
    }

    @Test
    void a_bound_has_an_end_and_a_figure_that_its_cell_has() {
        Cell killed = Cell.of("flink/UPSERT/WORKER_KILL");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Bound(killed, Settings.TUNED, Load.Ticks.USUAL, Figure.FIRST_ROW, null, null, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bound(killed, Settings.TUNED, Load.Ticks.USUAL, Figure.P50, 1.0, null, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bound(killed, null, Load.Ticks.USUAL, Figure.FIRST_ROW, 1.0, null, false));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Bound(killed, Settings.TUNED, Load.Unknown.LOAD, Figure.FIRST_ROW, 1.0, null, false));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Bound.read(killed.toString(), "fast", "ticks 500", Figure.FIRST_ROW, 1.0, null, false))
                .withMessageStartingWith("There are no settings 'fast'; there are tuned, equal-1s, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bound.read(killed.toString(), "tuned", "ticks50", Figure.FIRST_ROW, 1.0, null, false))
                .withMessageStartingWith("'ticks50' is not a load; ");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_bound_is_about_any_settings_that_there_are(Settings settings) {
        assertThat(Bound.read("flink/UPSERT/WORKER_KILL", settings.name(), null, Figure.FIRST_ROW, 1.0, null, null))
                .isEqualTo(new Bound(
                        Cell.of("flink/UPSERT/WORKER_KILL"),
                        settings,
                        Load.Ticks.USUAL,
                        Figure.FIRST_ROW,
                        1.0,
                        null,
                        false));
    }

    static List<Settings> settings() {
        return Settings.ALL;
    }

    @Test
    void what_lies_below_or_above_both_ends_is_refuted() {
        Bound bound = new Bound(
                Cell.of("flink/UPSERT/NONE"), Settings.TUNED, Load.Ticks.USUAL, Figure.P50, 100.0, 1_000.0, false);
        Population population = new Population(bound.cell(), Settings.TUNED, Load.Unknown.LOAD, 0, Spare.WITH);

        assertThat(List.of(50.0, 500.0, 5_000.0))
                .extracting(
                        millis -> bound.judge(new Sample(population, Figure.P50, Collections.nCopies(6, millis), 0, 0)))
                .containsExactly(ClaimVerdict.REFUTED, ClaimVerdict.CONFIRMED, ClaimVerdict.REFUTED);
    }

    @Test
    void a_figure_that_stands_in_for_another_confirms_and_does_not_refute() {
        Bound bound = new Bound(
                Cell.of("flink/UPSERT/NONE"), Settings.TUNED, new Load.Ticks(1), Figure.P90, 400.0, null, true);
        Population population = new Population(bound.cell(), Settings.TUNED, new Load.Ticks(1), 0, Spare.WITH);

        assertThat(List.of(300.0, 500.0))
                .extracting(
                        millis -> bound.judge(new Sample(population, Figure.P90, Collections.nCopies(6, millis), 0, 0)))
                .containsExactly(ClaimVerdict.INCONCLUSIVE, ClaimVerdict.CONFIRMED);
    }

    private Claim judged(String id) throws IOException {
        return claim(id).judgedBy(RunTables.read(run.folder())).orElseThrow();
    }

    private static Claim claim(String id) {
        return Claims.all().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
