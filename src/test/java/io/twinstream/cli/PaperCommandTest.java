package io.twinstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Manifest;
import io.twinstream.archive.StoredRun;
import io.twinstream.checker.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PaperCommandTest {

    @TempDir
    private Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void what_the_paper_includes_is_written_from_a_run() throws IOException {
        Path trial = Files.createDirectories(run().resolve("trials/none/1"));
        Files.writeString(trial.resolve("verdicts.json"), """
                {"number": 1, "fault": "NONE", "subjects": [{"delivery": {"subject": "flink/UPSERT", "verdict": "VALID"},
                "recovery": {"unknown": "no fault was started"}}]}
                """);

        StoredRun.create(root.resolve("original"), "original", Map.of(), StoredRun.MACHINE)
                .undisturbed("flink/UPSERT", 290)
                .killed("flink/UPSERT", Verdict.VALID, 18);
        Files.createDirectories(StoredRun.create(root.resolve("spare/with"))
                .killed("flink/UPSERT", Verdict.VALID, 1.3)
                .folder()
                .resolve("trials"));
        swept("default-restarts", 1.9);
        swept("default-heartbeats", 15);
        assertThat(paper(run(), "results/literature.json")).isZero();
        assertThat(out.toString())
                .isEqualTo("Wrote 22 files to " + root.resolve("generated") + "." + System.lineSeparator());
        assertThat(root.resolve("generated/attributes.adoc"))
                .content()
                .contains("\n:trials: 1\n", "\n:flink-upsert-once: 1\n", "\n:run-begun: 2026-11-22\n")
                .contains("\n:p50-flink-upsert-none: 250 ms (one trial)\n")
                .contains("\n:first-row-flink-upsert-worker-kill: not measured\n");
        assertThat(root.resolve("generated/verdicts.adoc")).content().contains("|1 O\n");
        assertThat(root.resolve("generated/sweep.adoc"))
                .content()
                .containsSubsequence(
                        "|flink/UPSERT\n|default-restarts\n|1.00\n|with\n|1\n|1.90\n",
                        "|flink/UPSERT\n|default-heartbeats\n|1.00\n|with\n|1\n|15.0\n",
                        "|flink/UPSERT\n|original\n|1.00\n|with\n|1\n|18.0\n");
        assertThat(root.resolve("generated/spare.adoc"))
                .content()
                .contains("|flink/UPSERT\n|tuned\n|1.00\n|with\n|1\n|1.30\n");
        assertThat(root.resolve("generated/attributes.adoc"))
                .content()
                .contains("\n:original-p50-flink-upsert-none: 290 ms (one trial)\n")
                .contains("\n:default-restarts-first-row-flink-upsert-worker-kill: 1.90 s (one trial)\n");
        assertThat(root.resolve("generated/undisturbed.tex"))
                .content()
                .contains("flink/UPSERT & 1.00 & 1 & 4000, warm-up 1000 & 250 & ");
    }

    @Test
    void what_is_no_run_or_no_literature_is_one_sentence_and_exit_code_2() throws IOException {
        assertThat(paper(root.resolve("none"), "results/literature.json")).isEqualTo(2);
        assertOneSentence("There is no folder " + root.resolve("none") + "; name the folder of a run.");
        assertThat(paper(run(), "results/literature.json")).isEqualTo(2);
        assertOneSentence("There is no run with trials in " + run());
        assertThat(paper(run(), "none.json")).isEqualTo(2);
        assertOneSentence("There is no none.json; name the file with the figures of others.");
    }

    @Test
    void runs_of_unlike_machines_are_not_put_beside_each_other() throws IOException {
        StoredRun.create(
                root.resolve("original"),
                "original",
                Map.of(),
                new Manifest.Machine("Other CPU", 2, 8L << 30, "Linux", "OpenJDK"));
        Files.createDirectories(run().resolve("trials"));

        assertThat(paper(run(), "results/literature.json")).isEqualTo(2);
        assertOneSentence("The run in " + root.resolve("original")
                + " cannot be put beside the published one. The machines differ in kind: ");
    }

    @Test
    void two_runs_with_the_same_settings_are_not_swept_over() throws IOException {
        StoredRun.create(root.resolve("original"), "original", Map.of(), StoredRun.MACHINE);
        Files.createDirectories(run().resolve("trials"));

        assertThat(paper(run(), "results/literature.json")).isEqualTo(2);
        assertOneSentence("There is no folder " + sweep() + "; name a folder of runs");
        StoredRun.create(sweep().resolve("again"), "original", Map.of(), StoredRun.MACHINE);
        assertThat(paper(run(), "results/literature.json")).isEqualTo(2);
        assertOneSentence(
                "There is another run with the settings of that in " + sweep().resolve("again") + ", original;");
    }

    private void swept(String settings, double firstRow) throws IOException {
        StoredRun.create(sweep().resolve(settings), settings, Map.of(), StoredRun.MACHINE)
                .killed("flink/UPSERT", Verdict.VALID, firstRow);
    }

    private Path sweep() {
        return root.resolve("sweep");
    }

    private Path run() throws IOException {
        Path folder = root.resolve("run");
        return Files.exists(folder)
                ? folder
                : StoredRun.create(folder).undisturbed("flink/UPSERT", 250).folder();
    }

    private int paper(Path run, String literature) {
        err.getBuffer().setLength(0);
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commands.execute(
                "paper",
                run.toString(),
                root.resolve("generated").toString(),
                "--original",
                root.resolve("original").toString(),
                "--sweep",
                sweep().toString(),
                "--spare",
                root.resolve("spare").toString(),
                "--literature",
                literature);
    }

    private void assertOneSentence(String part) {
        assertThat(err.toString().strip())
                .contains(part)
                .doesNotContain("\n", "Exception")
                .endsWith(".");
        assertThat(out.toString()).isEmpty();
    }
}
