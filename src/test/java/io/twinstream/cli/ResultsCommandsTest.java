package io.twinstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.StoredRun;
import io.twinstream.checker.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands claims and diff. */
class ResultsCommandsTest {

    private static final String FLINK = "flink/UPSERT";

    @TempDir
    private Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private StoredRun published;

    @BeforeEach
    void publish() throws IOException {
        published = StoredRun.create(root.resolve("published"))
                .killed(FLINK, Verdict.VALID, 1, 1, 1, 1, 1, 1)
                .undisturbed("flink-sql/APPEND", 200, 200, 210, 210, 220, 220);
    }

    @Test
    void claims_are_listed_with_what_became_of_them() {
        assertThat(run("claims")).isZero();
        assertThat(out.toString())
                .startsWith("47 claims: ")
                .containsPattern("\nP3 +refuted +portable +The key places ");
    }

    @Test
    void claims_are_decided_by_the_trials_of_a_run() {
        assertThat(run("claims", published.folder().toString())).isZero();
        assertThat(out.toString())
                .containsPattern("\nL2 +confirmed +machine +From Kafka .*\n    flink-sql/APPEND/NONE, tuned: ")
                .containsPattern("\nR8 +refuted ");
    }

    @Test
    void a_readme_is_written_only_in_a_checkout() {
        assertThat(run("readme", root.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no folder " + root.resolve("results/published"));
    }

    @Test
    void what_is_reproduced_what_is_not_and_what_cannot_be_said_have_an_exit_code_each() throws IOException {
        assertThat(diff(StoredRun.create(root.resolve("same")).killed(FLINK, Verdict.VALID, 5)))
                .isZero();
        assertThat(out.toString()).contains(" published cells were run again, REPRODUCED: cells 1 reproduced, ");
        assertThat(diff(StoredRun.create(root.resolve("broken")).killed(FLINK, Verdict.INVALID, 1)))
                .isEqualTo(1);
        assertThat(diff(StoredRun.create(root.resolve("other")).killed("spark/UPSERT", Verdict.VALID, 1)))
                .isEqualTo(3);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_page_is_written_into_the_folder_of_its_run() {
        assertThat(run("report", published.folder().toString())).isZero();
        assertThat(out.toString().strip())
                .isEqualTo(published.folder().resolve("report.html").toString());
        assertThat(published.folder().resolve("report.html")).content().contains("<!DOCTYPE html>", "R8");
    }

    @Test
    void what_is_no_run_or_not_comparable_is_one_sentence_and_exit_code_2() throws IOException {
        assertThat(run(
                        "diff",
                        published.folder().toString(),
                        root.resolve("none").toString()))
                .isEqualTo(2);
        assertOneSentence("There is no folder " + root.resolve("none") + "; name the folder of a run.");
        assertThat(run("claims", root.toString())).isEqualTo(2);
        assertOneSentence("There is no manifest.json in " + root + "; name the folder of a run.");
        assertThat(diff(StoredRun.create(root.resolve("set"), "original", Map.of(), StoredRun.MACHINE)))
                .isEqualTo(2);
        assertOneSentence("they cannot be compared.");
        String folder = published.folder().toString();
        assertThat(run("claims", folder, folder)).isEqualTo(2);
        assertThat(err.toString())
                .contains("Two of these runs have the same settings of the engines; name one of each.");
        assertThat(run("report", root.toString())).isEqualTo(2);
        assertOneSentence("There is no manifest.json in " + root + "; name the folder of a run.");
        assertThat(run("publish", root.toString(), root.resolve("target").toString()))
                .isEqualTo(2);
        assertOneSentence("There is no run with trials in " + root);
        assertThat(run("diff", published.folder().toString())).isEqualTo(2);
        assertOneSentence("Missing required parameter: 'RUN'.");
    }

    private int diff(StoredRun again) {
        return run("diff", published.folder().toString(), again.folder().toString());
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }

    private void assertOneSentence(String part) {
        assertThat(err.toString().strip())
                .contains(part)
                .doesNotContain("\n", "Exception")
                .endsWith(".");
        assertThat(out.toString()).isEmpty();
    }
}
