package io.twinstream.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTablesTest {

    private static final String UPSERT = "flink/UPSERT";

    @TempDir
    private Path root;

    private StoredRun stored;

    @BeforeEach
    void store() throws IOException {
        stored = StoredRun.create(root.resolve("run"));
    }

    @Test
    void each_figure_is_read_in_its_unit() throws IOException {
        stored.killed(UPSERT, Verdict.VALID, 1.25).undisturbed(UPSERT, 250);
        RunTables run = RunTables.read(stored.folder());
        Population killed = population("flink/UPSERT/WORKER_KILL");
        Population undisturbed = population("flink/UPSERT/NONE");

        assertThat(run.populations()).containsExactly(undisturbed, killed);
        assertThat(run.sample(killed, Figure.FIRST_ROW).values()).containsExactly(1.25);
        assertThat(run.sample(killed, Figure.CATCH_UP).values()).containsExactly(3.25);
        assertThat(run.sample(undisturbed, Figure.P50).values()).containsExactly(250.0);
        assertThat(run.sample(undisturbed, Figure.P50_IN_INTERVALS).values()).containsExactly(0.25);
        assertThat(run.sample(undisturbed, Figure.CPU).values()).containsExactly(1.5);
        assertThat(run.sample(undisturbed, Figure.PEAK).values()).containsExactly(512.0);
        assertThat(run.sample(undisturbed, Figure.P99).missing()).isEqualTo(1);
    }

    /** The seed of every trial is 42: that of its command and its number added up. */
    @Test
    void a_trial_began_with_the_command_whose_seed_it_has_or_else_with_its_run() throws IOException {
        Manifest run = StoredRun.manifest("tuned");
        new RunFolder(stored.folder())
                .write(new Manifest(
                        run.begun(),
                        run.commit(),
                        run.settings(),
                        run.servers(),
                        run.versions(),
                        run.classPaths(),
                        run.configuration(),
                        run.machine(),
                        List.of(typed(41, "2026-11-24T00:00:00Z"), typed(40, "2026-11-26T00:00:00Z")),
                        run.cells()));
        stored.undisturbed(UPSERT, 20, 20, 20);
        RunTables tables = RunTables.read(stored.folder());
        Population population = population("flink/UPSERT/NONE");

        assertThat(tables.begunBefore(population, Instant.parse(run.begun()))).isZero();
        assertThat(tables.begunBefore(population, Instant.parse("2026-11-23T00:00:00Z")))
                .isEqualTo(1);
        assertThat(tables.begunBefore(population, Instant.parse("2026-11-25T00:00:00Z")))
                .isEqualTo(2);
        assertThat(tables.begunBefore(population, Instant.parse("2026-11-27T00:00:00Z")))
                .isEqualTo(3);
    }

    private static MavenCommand typed(long seed, String begun) {
        return new MavenCommand("twinstream run flink/UPSERT/NONE", "abc1234", false, seed, begun, null);
    }

    @Test
    void a_run_of_before_there_was_a_table_lacks_its_figures() throws IOException {
        stored.using(UPSERT, 0.8);
        Population population = population("flink/UPSERT/NONE");

        assertThat(RunTables.read(stored.folder())
                        .sample(population, Figure.CORES_VARIATION)
                        .values())
                .containsExactly(0.8);
        assertThat(RunTables.read(stored.folder())
                        .sample(population, Figure.ACKNOWLEDGED)
                        .values())
                .containsExactly(3.0);
        stored.undisturbed(UPSERT, 20);
        assertThat(RunTables.read(stored.folder())
                        .sample(population, Figure.CORES_VARIATION)
                        .trials())
                .isEqualTo(1);
        stored.using(UPSERT, 0.9).append("cores.csv", "3,");
        assertThat(RunTables.read(stored.folder())
                        .sample(population, Figure.CORES_VARIATION)
                        .missing())
                .isEqualTo(1);
    }

    @Test
    void trials_with_several_subjects_or_a_planted_defect_are_left_out_and_one_judged_again_counts_once()
            throws IOException {
        stored.trial(Fault.NONE, List.of(UPSERT, "spark/UPSERT"), Verdict.VALID)
                .trial(Fault.NONE, List.of("floor/UPSERT drops-every-1000th"), Verdict.INVALID)
                .trial(Fault.NONE, List.of("floor/UPSERT", "floor/UPSERT"), Verdict.VALID);
        RunTables run = RunTables.read(stored.folder());

        assertThat(run.populations()).extracting(Population::cell).containsExactly(Cell.of("floor/UPSERT/NONE"));
        assertThat(run.tally(run.populations().iterator().next()).known()).isEqualTo(1);
    }

    @Test
    void an_unknown_trial_lends_no_figure_but_a_halted_one_lacks_it() throws IOException {
        stored.killed(UPSERT, Verdict.VALID, 1, 2)
                .killed(UPSERT, Verdict.UNKNOWN, 300)
                .trial(Fault.WORKER_KILL, List.of(UPSERT), Verdict.HALTED)
                .append("latency.csv", "4,ticks 500,1000000,,,,,,,");
        RunTables run = RunTables.read(stored.folder());
        Sample sample = run.sample(population("flink/UPSERT/WORKER_KILL"), Figure.FIRST_ROW);

        assertThat(sample.values()).containsExactly(1.0, 2.0);
        assertThat(sample.missing()).isEqualTo(1);
        assertThat(run.tally(sample.population()).text()).startsWith("2 ONCE, 1 UNKNOWN, 1 STUCK");
    }

    @Test
    void trials_under_another_load_or_commit_interval_are_another_population() throws IOException {
        stored.trial(Fault.NONE, List.of(UPSERT), Verdict.VALID)
                .append("latency.csv", "1,ticks 50,1000000,47000,,,,,,")
                .trial(Fault.NONE, List.of(UPSERT), Verdict.VALID)
                .append("latency.csv", "2,ticks 50,15000000,47000,,,,,,")
                .undisturbed(UPSERT, 20);
        RunTables run = RunTables.read(stored.folder());

        assertThat(run.populations()).hasSize(3);
    }

    @Test
    void a_catch_up_that_was_not_seen_is_a_bound() throws IOException {
        stored.trial(Fault.WORKER_KILL, List.of(UPSERT), Verdict.VALID)
                .append("recovery.csv", "WORKER_KILL,1,1000000,1000000,30000000,true");
        RunTables run = RunTables.read(stored.folder());
        Population population = run.populations().iterator().next();

        assertThat(run.sample(population, Figure.CATCH_UP).bounds()).isEqualTo(1);
        assertThat(run.sample(population, Figure.FIRST_ROW).bounds()).isZero();
    }

    @Test
    void what_is_no_run_is_reported_in_a_sentence() throws IOException {
        assertThatReading("There is no folder " + root.resolve("none"), root.resolve("none"));
        assertThatReading("There is no manifest.json in " + root, root);
        Files.writeString(root.resolve("manifest.json"), "{\"begun\": ");
        assertThatReading("The manifest.json in " + root + " is not one: ", root);
        Files.delete(stored.folder().resolve("verdicts.csv"));
        assertThatReading("There is no verdicts.csv in " + stored.folder(), stored.folder());
    }

    @Test
    void a_table_that_cannot_be_read_is_named_with_the_line() throws IOException {
        stored.append("verdicts.csv", "NONE,1,42,flink/UPSERT,FINE,0,0,0,0,");
        assertThatReading("names an unknown verdict, 'FINE'.", stored.folder());

        store();
        stored.append("verdicts.csv", "NONE,1,42,flink/MERGE,VALID,0,0,0,0,");
        assertThatReading("names an unknown cell: There is no sink mode 'MERGE'", stored.folder());

        store();
        stored.append("verdicts.csv", "NONE,1,42,flink,VALID,0,0,0,0,");
        assertThatReading("names an unknown cell: 'flink' is not a subject;", stored.folder());

        store();
        stored.append("verdicts.csv", "FLOOD,1,42,flink/UPSERT,VALID,0,0,0,0,");
        assertThatReading("names an unknown cell: There is no fault 'FLOOD'", stored.folder());

        store();
        stored.append("verdicts.csv", "NONE,1,42,\"flink/UPSERT\"s,VALID,0,0,0,0,");
        assertThatReading("verdicts.csv cannot be read: Unexpected character", stored.folder());

        store();
        stored.append("verdicts.csv", "NONE,1,42");
        assertThatReading("verdicts.csv, line 2, has 3 fields where its header has 10.", stored.folder());

        store();
        stored.append("verdicts.csv", "NONE,1,42,flink/UPSERT,VALID,0,0,0,0,,,");
        assertThatReading("verdicts.csv, line 2, has 12 fields where its header has 10.", stored.folder());

        store();
        stored.killed(UPSERT, Verdict.VALID, 1).append("recovery.csv", "WORKER_KILL,1,,soon,,");
        assertThatReading("recovery.csv, line 3, has 'soon' where first_row should be a number.", stored.folder());

        store();
        Files.writeString(stored.folder().resolve("latency.csv"), "trial,p50\n");
        stored.undisturbed(UPSERT)
                .trial(Fault.NONE, List.of(UPSERT), Verdict.VALID)
                .append("latency.csv", "1,20");
        assertThatReading("latency.csv, line 2, has no p90.", stored.folder());
    }

    private static void assertThatReading(String sentence, Path folder) {
        assertThatThrownBy(() -> RunTables.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }

    private static Population population(String cell) {
        return new Population(Cell.of(cell), Settings.TUNED, Load.Ticks.USUAL, 1_000_000, Spare.WITH);
    }
}
