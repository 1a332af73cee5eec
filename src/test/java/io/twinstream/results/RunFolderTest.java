package io.twinstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.cell.Contract;
import io.twinstream.cell.Fault;
import io.twinstream.cell.Lane;
import io.twinstream.cell.SinkMode;
import io.twinstream.checker.Verdict;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.HistoryWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final Instant BEGUN = Instant.parse("2026-11-22T15:30:05.4Z");

    @TempDir
    private Path root;

    @Test
    void a_run_is_named_after_its_time_and_commit() throws IOException {
        RunFolder run = RunFolder.create(root.resolve("results/local"), BEGUN, "abc1234");
        TrialFolder trial = run.trial(Fault.WORKER_KILL, 3);

        assertThat(root.relativize(trial.path()))
                .isEqualTo(Path.of("results/local/20261122T153005Z-abc1234/trials/worker_kill/3"));
        assertThat(trial.logs()).isDirectory();
    }

    @Test
    void nothing_is_written_over() throws IOException {
        RunFolder run = RunFolder.create(root, BEGUN, "abc1234");
        run.trial(Fault.NONE, 1);

        assertThatThrownBy(() -> run.trial(Fault.NONE, 1)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> RunFolder.create(root, BEGUN, "abc1234"))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void a_judged_trial_leaves_verdicts_a_histogram_and_a_line_of_csv() throws IOException {
        RunFolder run = RunFolder.create(root, BEGUN, Commit.UNKNOWN);
        TrialFolder first = stored(run.trial(Fault.NONE, 1), "1.50");
        TrialFolder second = stored(run.trial(Fault.NONE, 2), "1.51");

        assertThat(run.judge(first).has(Verdict.VALID)).isTrue();
        assertThat(run.judge(second).has(Verdict.INVALID)).isTrue();

        JsonNode json =
                new JsonMapper().readTree(second.path().resolve("verdicts.json").toFile());
        JsonNode subject = json.path("subjects").path(0);
        assertThat(subject.path("delivery").path("verdict").textValue()).isEqualTo("INVALID");
        assertThat(subject.path("delivery")
                        .path("found")
                        .path("CORRUPTED")
                        .path("count")
                        .intValue())
                .isEqualTo(1);
        assertThat(subject.path("latency").path("max").longValue()).isEqualTo(250);

        List<String> csv = Files.readAllLines(run.path().resolve("verdicts.csv"));
        assertThat(csv).hasSize(3);
        assertThat(csv.get(0)).startsWith("fault,trial,seed,subject,verdict,records,rows,dead_letters,lost,");
        assertThat(csv.get(1)).startsWith("NONE,1,42,floor/UPSERT,VALID,2,2,0,0,");
        assertThat(csv.get(2)).startsWith("NONE,1,42,floor/UPSERT,INVALID,2,2,0,0,0,0,1,");
        assertThat(csv.get(2))
                .endsWith(",\"floor/UPSERT corrupted 1 of 2 records: prices-0 offset 1, "
                        + "of the first price is 1.51, not 1.5\"");
        assertThat(csv.get(1).split(",", -1)).hasSameSizeAs(csv.get(0).split(",", -1));

        try (HistogramLogReader log = new HistogramLogReader(
                second.path().resolve("floor-UPSERT.hlog").toFile())) {
            assertThat(log.nextIntervalHistogram().getMaxValueAsDouble()).isEqualTo(250);
        }
    }

    @Test
    void a_folder_without_a_history_is_named() {
        assertThatThrownBy(() -> new TrialFolder(root).judged())
                .isInstanceOf(IOException.class)
                .hasMessage("There is no history.jsonl.gz in " + root + "; name the folder of a trial.");
    }

    @Test
    void a_manifest_names_no_host_and_no_path() throws IOException {
        RunFolder run = RunFolder.create(root, BEGUN, Commit.UNKNOWN);
        run.write(new Manifest(
                BEGUN.toString(),
                Commit.UNKNOWN,
                Map.of("flink", "2.3.0"),
                Map.of("broker", List.of(new Manifest.Artifact("org.apache.kafka:kafka-server:4.3.1", "00ff"))),
                Manifest.Machine.here()));
        String text = Files.readString(run.path().resolve("manifest.json"));

        assertThat(text)
                .contains("\"flink\" : \"2.3.0\"", "kafka-server:4.3.1", "\"cores\" : ")
                .doesNotContain(System.getProperty("user.home"))
                .doesNotContainPattern(
                        "\b" + Pattern.quote(InetAddress.getLocalHost().getHostName()) + "\b");
    }

    @Test
    void a_folder_without_git_has_an_unknown_commit() {
        assertThat(Commit.of(root)).isEqualTo(Commit.UNKNOWN);
    }

    /** Two ticks, 10 s apart, so that the second is measured: it takes 250 microseconds. */
    private static TrialFolder stored(TrialFolder folder, String secondPrice) throws IOException {
        Subject subject = new Subject(
                "floor/UPSERT", Lane.FLOOR, SinkMode.UPSERT, Contract.of(Lane.FLOOR, SinkMode.UPSERT), 1_000);
        Map<Integer, Long> ends = Map.of(0, 2L);
        try (HistoryWriter history = new HistoryWriter(folder.history())) {
            history.accept(new Fact.Trial(
                    0, 0, Fact.SCHEMA, "run", 1, 42, "prices", Fault.NONE, 2, List.of(subject), Map.of()));
            history.accept(new Fact.Clock(0, 0));
            history.accept(new Fact.Clock(1_000_000, 1_000_000_000));
            for (int n = 0; n < 2; n++) {
                long at = n * 10_000_000L;
                String price = n == 0 ? "1.50" : secondPrice;
                history.accept(new Fact.Attempted(at, 0, n, at, "B", "B", "1.5", "me", 1, null));
                history.accept(new Fact.Acknowledged(at, 0, n, 0, n));
                history.accept(new Fact.TopicRecord(at, 0, 0, n, (long) n, at));
                history.accept(new Fact.Row(at, 0, subject.name(), Read.B, 0, n, "B", price, "me", 1L, at, at + 250));
            }
            history.accept(new Fact.Journal(0, 0, subject.name(), Read.B, "floor", 1, 1, "rows", 2, 2));
            history.accept(new Fact.Drained(0, 0, subject.name(), ends, true));
            history.accept(new Fact.End(0, 0, ends));
        }
        return folder;
    }
}
