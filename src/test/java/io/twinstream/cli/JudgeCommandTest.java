package io.twinstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.RunFolder;
import io.twinstream.archive.StoredRun;
import io.twinstream.archive.StoredTrial;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Fault;
import io.twinstream.history.HistoryWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JudgeCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void what_a_stuck_lane_has_not_written_is_not_called_lost() {
        assertThat(run("fixtures/histories/xa-sink/killed-while-prepared")).isEqualTo(1);
        assertThat(out.toString())
                .contains("flink/TRANSACTIONAL: STUCK, INVALID (known: docs/findings/xa-sink.md)")
                .contains("  unwritten         6579: ");
    }

    @Test
    void a_stored_trial_is_judged_again() throws IOException {
        try (OutputStream history = new GZIPOutputStream(Files.newOutputStream(folder.resolve(HistoryWriter.FILE)))) {
            Files.copy(Path.of("fixtures", "histories", "every-kind.jsonl"), history);
        }

        assertThat(run(folder.toString())).isEqualTo(3);
        assertThat(out.toString())
                .startsWith("""
                        trial 3 of run run: fault BROKER_KILL, seed 42, topic prices

                        flink-sql/APPEND: UNKNOWN
                          because           somebody else wrote to the topic: this trial did not send prices-1 offset 6
                        """)
                .contains("  corrupted         1: prices-1 offset 5\n")
                .contains("  rejected          1: prices-1 offset 6\n")
                .contains("  feed              2 attempted, 1 acknowledged, 0 lost upstream, "
                        + "1 indeterminate (0 recovered), 0 double-produced\n")
                .contains("  latency           UNKNOWN: 1 rows have no commit time\n");
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith(HistoryWriter.FILE));
    }

    @Test
    void a_run_is_judged_again_beside_what_was_stored_of_it() throws IOException {
        RunFolder run = new RunFolder(folder);
        run.judge(StoredTrial.stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.5"));
        run.judge(StoredTrial.stored(run.trial(Fault.NONE, 2), Fault.NONE, "1.6"));
        run.write(StoredRun.manifest("tuned"));

        assertThat(run(folder.toString())).isZero();
        assertThat(out.toString()).isEqualTo("""
                none/1: the same
                none/2: the same
                Judged again: 2, all the same; without a history: 0.
                """);

        Path verdicts = folder.resolve("trials/none/2/verdicts.json");
        Files.writeString(verdicts, Files.readString(verdicts).replace("CORRUPTED\",", "ONCE\","));
        Files.delete(folder.resolve("trials/none/1").resolve(HistoryWriter.FILE));
        out.getBuffer().setLength(0);
        assertThat(run(folder.toString())).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("""
                none/1: no history
                none/2: NOT THE SAME: subjects[0].delivery.delivered was "ONCE", is "CORRUPTED"
                Judged again: 1, 1 of them not the same; without a history: 1.
                """);
    }

    @Test
    void a_folder_without_a_history_cannot_be_judged() {
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no history.jsonl.gz in " + folder);
    }

    @Test
    void every_verdict_has_its_exit_code() {
        assertThat(VerdictExit.of(Verdict.VALID)).isZero();
        assertThat(VerdictExit.of(Verdict.HALTED)).isZero();
        assertThat(VerdictExit.of(Verdict.INVALID)).isEqualTo(1);
        assertThat(VerdictExit.of(Verdict.UNKNOWN)).isEqualTo(3);
    }

    private int run(String... arguments) {
        return new CommandLine(new JudgeCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 2;
                })
                .execute(arguments);
    }
}
