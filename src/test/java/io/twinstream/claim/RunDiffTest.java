package io.twinstream.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.archive.Manifest;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.StoredRun;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDiffTest {

    private static final String FLINK = "flink/UPSERT";
    private static final String SPARK = "spark/UPSERT";
    private static final double[] SECONDS = {0.9, 1.1, 1.2, 1.4, 1.6, 2.2};
    private static final double[] MINUTES = {90, 110, 120, 140, 160, 220};

    @TempDir
    private Path root;

    private StoredRun published;
    private StoredRun again;

    @BeforeEach
    void store() throws IOException {
        published = StoredRun.create(root.resolve("published"));
        again = StoredRun.create(root.resolve("again"));
    }

    @Test
    void a_run_reproduces_itself() throws IOException {
        published = StoredRun.ofOriginal(root.resolve("original"))
                .killed(FLINK, Verdict.VALID, SECONDS)
                .killed(SPARK, Verdict.VALID, SECONDS);
        RunTables run = RunTables.read(published.folder());
        RunDiff diff = RunDiff.of(run, run, Claims.all());

        assertThat(diff.outcome()).isEqualTo(Reproduction.REPRODUCED);
        assertThat(diff.warnings()).isEmpty();
        assertThat(diff.cells())
                .extracting(CellDiff::delivery)
                .containsExactly(Reproduction.REPRODUCED, Reproduction.REPRODUCED);
        assertThat(diff.claims())
                .extracting(claim -> claim.published().id() + " " + claim.outcome())
                .containsExactly("R3 REPRODUCED", "R8 REPRODUCED");
        assertThat(diff.cells().get(0).figures().get(0).ratio().orElseThrow().value())
                .isEqualTo(1);
    }

    @Test
    void slower_rows_alone_leave_a_cell_reproduced() throws IOException {
        published.killed(FLINK, Verdict.VALID, 1);
        again.killed(FLINK, Verdict.VALID, 9);

        assertThat(diff().outcome()).isEqualTo(Reproduction.REPRODUCED);
        assertThat(diff().cells().get(0).figures().get(0).ratio().orElseThrow().value())
                .isEqualTo(9);
    }

    @Test
    void one_broken_contract_is_not_reproduced() throws IOException {
        published.killed(FLINK, Verdict.VALID, 1, 1, 1).undisturbed(FLINK, 20);
        again.killed(FLINK, Verdict.VALID, 1, 1)
                .killed(FLINK, Verdict.INVALID, 1)
                .undisturbed(FLINK, 20);

        assertThat(diff().outcome()).isEqualTo(Reproduction.NOT_REPRODUCED);
    }

    @Test
    void one_broken_contract_among_several_subjects_is_not_reproduced_either() throws IOException {
        published.undisturbed(FLINK, 20).trial(Fault.NETWORK, List.of(FLINK, "flink/APPEND"), Verdict.VALID);
        again.undisturbed(FLINK, 20).trial(Fault.NETWORK, List.of(FLINK, "flink/APPEND"), Verdict.INVALID);

        assertThat(diff().cells())
                .extracting(cell -> cell.title() + " " + cell.delivery())
                .containsExactly(
                        "flink/UPSERT/NONE, ticks 500, commit each 1.00 s, a spare worker REPRODUCED",
                        "flink/APPEND/NETWORK beside flink/UPSERT NOT_REPRODUCED",
                        "flink/UPSERT/NETWORK beside flink/APPEND NOT_REPRODUCED");
        assertThat(diff().outcome()).isEqualTo(Reproduction.NOT_REPRODUCED);
    }

    @Test
    void trials_are_like_only_if_the_same_subjects_shared_the_machine() throws IOException {
        published.trial(Fault.NETWORK, List.of(FLINK, "flink/APPEND"), Verdict.VALID);
        again.trial(Fault.NETWORK, List.of(FLINK, SPARK), Verdict.VALID)
                .trial(Fault.NETWORK, List.of(FLINK), Verdict.VALID)
                .trial(Fault.NETWORK, List.of(FLINK, "flink/APPEND drops-rows"), Verdict.VALID);

        assertThat(diff().cells()).hasSize(5).extracting(CellDiff::delivery).containsOnly(Reproduction.INCONCLUSIVE);
    }

    @Test
    void a_portable_claim_that_comes_out_the_other_way_is_not_reproduced() throws IOException {
        published = StoredRun.ofOriginal(root.resolve("original"))
                .killed(FLINK, Verdict.VALID, SECONDS)
                .killed(SPARK, Verdict.VALID, SECONDS);
        again = StoredRun.ofOriginal(root.resolve("original-again"))
                .killed(FLINK, Verdict.VALID, SECONDS)
                .killed(SPARK, Verdict.VALID, MINUTES);

        assertThat(diff().cells()).extracting(CellDiff::delivery).containsOnly(Reproduction.REPRODUCED);
        assertThat(diff().outcome()).isEqualTo(Reproduction.NOT_REPRODUCED);
    }

    @Test
    void a_claim_about_one_machine_decides_nothing() throws IOException {
        published.undisturbed("flink-sql/APPEND", 500, 500, 500, 500, 500, 500);
        again.undisturbed("flink-sql/APPEND", 50, 50, 50, 50, 50, 50);

        assertThat(diff().claims())
                .extracting(claim -> claim.published().id() + " " + claim.outcome())
                .containsExactly("L2 NOT_REPRODUCED");
        assertThat(diff().outcome()).isEqualTo(Reproduction.REPRODUCED);
    }

    @Test
    void cells_that_only_one_side_has_are_open_and_so_is_a_diff_of_nothing_else() throws IOException {
        published.killed(FLINK, Verdict.VALID, 1);
        again.killed(SPARK, Verdict.VALID, 1).trial(Fault.NONE, List.of(FLINK), Verdict.UNKNOWN);

        assertThat(diff().cells())
                .extracting(CellDiff::title)
                .containsExactlyInAnyOrder(
                        "flink/UPSERT/WORKER_KILL, ticks 500, commit each 1.00 s, a spare worker",
                        "spark/UPSERT/WORKER_KILL, ticks 500, commit each 1.00 s, a spare worker",
                        "flink/UPSERT/NONE, a spare worker");
        assertThat(diff().cells()).extracting(CellDiff::delivery).containsOnly(Reproduction.INCONCLUSIVE);
        assertThat(diff().outcome()).isEqualTo(Reproduction.INCONCLUSIVE);
    }

    @Test
    void runs_with_other_settings_are_not_compared() throws IOException {
        StoredRun.ofOriginal(again.folder());

        assertThatIllegalArgumentException()
                .isThrownBy(this::diff)
                .withMessage(
                        "One run was made with the settings tuned, the other with original: they cannot be compared.");
    }

    @Test
    void machines_that_differ_in_kind_and_other_versions_are_worth_a_warning() throws IOException {
        StoredRun.create(
                again.folder(),
                "tuned",
                Map.of("flink", "2.2.1"),
                new Manifest.Machine("Some CPU", 64, 8L << 30, "Linux", "OpenJDK"));

        assertThat(diff().warnings())
                .containsExactly(
                        "The machines differ in kind: Some CPU with 2 cores and 8.00 GiB there, "
                                + "Some CPU with 64 cores and 8.00 GiB here. Times may differ for that alone.",
                        "There flink was 2.3.0, here it is 2.2.1.");
        assertThat(warningsWith(new Manifest.Machine("Other CPU", 2, 8L << 30, "Linux", "OpenJDK")))
                .hasSize(1);
        assertThat(warningsWith(new Manifest.Machine("Some CPU", 2, 6L << 30, "Linux", "OpenJDK")))
                .hasSize(1);
        assertThat(warningsWith(new Manifest.Machine("Some CPU", 2, (8L << 30) - (100L << 20), "Linux", "OpenJDK")))
                .isEmpty();
    }

    @Test
    void a_run_of_tests_that_aim_is_worth_a_warning_where_several_subjects_are_compared() throws IOException {
        published.typed("verify -Pfull -Dtrials=3").trial(Fault.NETWORK, List.of(FLINK, SPARK), Verdict.VALID);
        again.typed("verify").trial(Fault.NETWORK, List.of(FLINK), Verdict.VALID);

        assertThat(diff().warnings()).isEmpty();
        again.trial(Fault.NETWORK, List.of(FLINK, SPARK), Verdict.VALID);
        assertThat(diff().warnings())
                .containsExactly(
                        "Not all commands of both runs are known to be of -Pfull: where several subjects shared the "
                                + "machine, trials of tests that aim at a moment may be among those put together.");
        again.typed("verify -P paper,full");
        assertThat(diff().warnings()).isEmpty();
    }

    private List<String> warningsWith(Manifest.Machine machine) throws IOException {
        StoredRun.create(again.folder(), "tuned", Map.of("spark", "4.2.0"), machine);
        return diff().warnings();
    }

    private RunDiff diff() throws IOException {
        return RunDiff.of(RunTables.read(published.folder()), RunTables.read(again.folder()), Claims.all());
    }
}
