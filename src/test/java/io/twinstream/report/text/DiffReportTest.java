package io.twinstream.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Manifest;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.StoredRun;
import io.twinstream.checker.Verdict;
import io.twinstream.claim.ClaimTest;
import io.twinstream.claim.RunDiff;
import io.twinstream.experiment.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffReportTest {

    private static final String FLINK = "flink/UPSERT";

    @TempDir
    private Path root;

    @Test
    void the_outcome_stands_above_warnings_claims_and_cells() throws IOException {
        StoredRun published = StoredRun.create(root.resolve("published"))
                .killed(FLINK, Verdict.VALID, 1, 2, 3, 4, 5, 6, 7)
                .undisturbed(FLINK, 20, 22);
        StoredRun again = StoredRun.create(
                        root.resolve("again"),
                        "tuned",
                        Map.of(),
                        new Manifest.Machine("Other CPU", 4, 16L << 30, "Linux", "OpenJDK"))
                .killed(FLINK, Verdict.INVALID, 2, 8, 9)
                .trial(Fault.POISON, List.of("flink-sql/APPEND"), Verdict.HALTED);

        assertThat(report(published, again)).startsWith("""
                1 of 2 published cells were run again, NOT REPRODUCED: cells 0 reproduced, 1 not reproduced, 2 inconclusive; claims 0 reproduced, 0 not reproduced, 1 inconclusive
                WARNING: The machines differ in kind: Some CPU with 2 cores and 8.00 GiB there, Other CPU with 4 cores and 16.0 GiB here. Times may differ for that alone.

                M1, machine: inconclusive
                  published: confirmed, flink/UPSERT/WORKER_KILL, tuned, a spare worker: first row s 4.00 [2.00, 6.00], n 7, cv 0.540, claimed at most 10.0; read as the first row
                  again:     inconclusive, flink/UPSERT/WORKER_KILL, tuned, a spare worker: first row s 8.00 (2.00 to 9.00), n 3, cv 0.598, claimed at most 10.0; read as the first row
                """);
        assertThat(report(published, again))
                .contains("""
                        flink/UPSERT/WORKER_KILL, ticks 500, commit each 1.00 s, a spare worker: not reproduced
                        """)
                .containsPattern("\n  delivered +7 ONCE; none exposed +3 LOST; promise broken in 3\n")
                .containsPattern(
                        "\n  first row s +4.00 \\[2.00, 6.00], n 7, cv 0.540 +8.00 \\(2.00 to 9.00\\), n 3, cv 0.598 +2.00\n")
                .contains("""

                        Inconclusive, for only one of both runs has them; what was delivered is that of each:
                          flink/UPSERT/NONE, ticks 500, commit each 1.00 s, a spare worker, published: 2 ONCE; none exposed
                          flink-sql/APPEND/POISON, a spare worker, again: 1 STUCK; none exposed

                        """)
                .endsWith("or a control was damaged. None exposed: nothing could.\n");
    }

    @Test
    void fewer_than_half_of_the_published_cells_reproduce_a_part() throws IOException {
        StoredRun published = StoredRun.create(root.resolve("published"))
                .killed(FLINK, Verdict.VALID, 1)
                .killed("spark/UPSERT", Verdict.VALID, 1)
                .undisturbed(FLINK, 20);
        StoredRun again = StoredRun.create(root.resolve("again")).killed(FLINK, Verdict.VALID, 1);

        assertThat(report(published, again))
                .startsWith("1 of 3 published cells were run again, PARTLY REPRODUCED: cells 1 reproduced, ");
    }

    @Test
    void cells_that_shared_the_machine_have_verdicts_and_no_figures() throws IOException {
        List<String> subjects = List.of("flink/UPSERT", "flink/APPEND", "flink/TRANSACTIONAL");
        StoredRun published = StoredRun.create(root.resolve("published")).trial(Fault.NETWORK, subjects, Verdict.VALID);
        StoredRun again = StoredRun.create(root.resolve("again")).trial(Fault.NETWORK, subjects, Verdict.VALID);

        assertThat(report(published, again))
                .startsWith(
                        "3 of 3 published cells were run again, REPRODUCED: cells 3 reproduced, 0 not reproduced, 0 inconclusive;")
                .containsPattern(
                        "\nflink/UPSERT/NETWORK beside flink/APPEND, flink/TRANSACTIONAL: reproduced\n  delivered +1 ONCE; [^\n]+\nflink/")
                .doesNotContain("only one of both runs");
    }

    @Test
    void cells_of_one_run_only_share_a_line_if_they_are_alike() throws IOException {
        StoredRun published = StoredRun.create(root.resolve("published"))
                .trial(Fault.NETWORK, List.of("flink-sql/APPEND"), Verdict.VALID)
                .trial(Fault.SINK_FULL, List.of("flink-sql/APPEND"), Verdict.VALID)
                .trial(Fault.POISON, List.of("flink-sql/APPEND"), Verdict.HALTED)
                .trial(Fault.NETWORK, List.of("flink/UPSERT"), Verdict.VALID);
        StoredRun again = StoredRun.create(root.resolve("again"))
                .trial(Fault.BROKER_KILL, List.of("flink-sql/APPEND"), Verdict.VALID);

        assertThat(report(published, again)).contains("""
                          flink/UPSERT/NETWORK, a spare worker, published: 1 ONCE; none exposed
                          flink-sql/APPEND/{NETWORK, SINK_FULL}, a spare worker, published: 1 ONCE; none exposed
                          flink-sql/APPEND/POISON, a spare worker, published: 1 STUCK; none exposed
                          flink-sql/APPEND/BROKER_KILL, a spare worker, again: 1 ONCE; none exposed
                        """);
    }

    @Test
    void a_ratio_of_enough_trials_stands_beside_their_noise() throws IOException {
        StoredRun published =
                StoredRun.create(root.resolve("published")).killed(FLINK, Verdict.VALID, 1, 1, 1, 1, 2, 2);
        StoredRun again = StoredRun.create(root.resolve("again")).killed(FLINK, Verdict.VALID, 3, 3, 3, 3, 3, 3);

        assertThat(report(published, again)).containsPattern(" 3.00 \\[[0-9.]+, [0-9.]+], noise 2.00\n");
    }

    private static String report(StoredRun published, StoredRun again) throws IOException {
        return DiffReport.of(RunDiff.of(
                RunTables.read(published.folder()), RunTables.read(again.folder()), List.of(ClaimTest.TEN_SECONDS)));
    }
}
