package io.twinstream.archive;

import static io.twinstream.archive.StoredTrial.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.checker.CoreUse;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Fault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
        TrialFolder first = stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.50");
        TrialFolder second = stored(run.trial(Fault.NONE, 2), Fault.NONE, "1.51");

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
        assertThat(csv.get(0))
                .startsWith("fault,trial,seed,subject,verdict,delivered,known,records,rows,dead_letters,lost,");
        assertThat(csv.get(1)).startsWith("NONE,1,42,floor/UPSERT,VALID,ONCE,,2,2,0,0,");
        assertThat(csv.get(2)).startsWith("NONE,2,42,floor/UPSERT,INVALID,CORRUPTED,,2,2,0,0,0,0,1,");
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
    void a_trial_with_a_fault_leaves_its_recovery_and_a_timeline() throws IOException {
        RunFolder run = RunFolder.create(root, BEGUN, Commit.UNKNOWN);
        TrialFolder twin = stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.5");
        TrialFolder trial = stored(run.trial(Fault.WORKER_KILL, 1), Fault.WORKER_KILL, "1.5");
        run.judge(twin);
        run.judge(trial);

        assertThat(run.path().resolve("recovery.csv")).hasContent("""
                fault,trial,seed,subject,verdict,baseline_p95,longest_gap,first_row,absence,comeback,disturbance,catch_up,censored,excess_record_seconds,unknown
                WORKER_KILL,1,42,floor/UPSERT,VALID,,10000000,8000250,,,,,,,the end of the disturbance was not seen; only 0 rows between warm-up and fault
                """);
        assertThat(Files.readAllLines(trial.path().resolve("floor-UPSERT.timeline.csv")))
                .hasSize(12)
                .startsWith("second,ticks,visible,p95,max", "-2,1,1,,250", "-1,0,0,,")
                .endsWith("8,1,1,,250");
        assertThat(Files.readAllLines(twin.path().resolve("floor-UPSERT.timeline.csv")))
                .endsWith("10,1,1,,250");
        JsonNode subject = new JsonMapper()
                .readTree(trial.path().resolve("verdicts.json").toFile())
                .path("subjects")
                .path(0);
        assertThat(subject.path("recovery").path("firstRow").longValue()).isEqualTo(8_000_250);
        assertThat(subject.path("delivery").path("orphans").longValue()).isEqualTo(1);
        assertThat(Files.readAllLines(run.path().resolve("verdicts.csv")).get(0))
                .contains(",surplus,replayed,uncovered,orphans,attempted,");
        assertThat(Files.readAllLines(run.path().resolve("verdicts.csv")).get(2))
                .startsWith("WORKER_KILL,1,42,floor/UPSERT,VALID,ONCE,,2,2,0,0,0,0,0,0,2,0,0,1,1,2,2,");
    }

    @Test
    void a_trial_with_a_single_subject_leaves_its_latencies_and_what_it_used() throws IOException {
        RunFolder run = RunFolder.create(root, BEGUN, Commit.UNKNOWN);
        run.judge(stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.5"));

        assertThat(run.path().resolve("latency.csv")).hasContent("""
                fault,trial,seed,subject,verdict,load,commit_interval,spare,count,warm_up,p50,p90,p99,p999,max,unknown,parallelism,heap,collector,jvm,counted
                NONE,1,42,floor/UPSERT,VALID,ticks 400,1000000,none,1,1,,,,,250,,,,,,
                """);
        assertThat(run.path().resolve("resources.csv")).hasContent("""
                fault,trial,seed,subject,verdict,records,cpu,peak_bytes
                NONE,1,42,floor/UPSERT,VALID,2,1500000,4096
                """);
        assertThat(run.path().resolve("feed.csv")).hasContent("""
                fault,trial,seed,subject,verdict,acknowledged,p50,p90,p99,p999
                NONE,1,42,floor/UPSERT,VALID,2,,,,
                """);
    }

    @Test
    void a_trial_longer_than_the_warm_up_of_compilers_shows_how_evenly_cores_were_used() throws IOException {
        RunFolder run = RunFolder.create(root, BEGUN, Commit.UNKNOWN);
        run.judge(stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.5", 40));
        run.judge(stored(run.trial(Fault.NONE, 2), Fault.NONE, "1.5"));

        assertThat(run.path().resolve("cores.csv")).hasContent("""
                fault,trial,seed,subject,verdict,samples,mean,variation
                NONE,1,42,floor/UPSERT,VALID,2,0.125,1.414
                NONE,2,42,floor/UPSERT,VALID,0,,
                """);
        assertThat(run.path().resolve("trials/none/1/floor-UPSERT.cores.csv")).hasContent("""
                at,cores,warm_up
                32000000,0.016,true
                36000000,0.000,false
                40000000,0.250,false
                """);
        assertThat(run.judged().get(0).cores()).last().isEqualTo(new CoreUse.Sample(40_000_000, 0.25, false));
    }

    @Test
    void trials_that_share_the_machine_leave_neither() throws IOException {
        RunFolder run = RunFolder.create(root, BEGUN, Commit.UNKNOWN);
        TrialFolder trial = run.trial(Fault.WORKER_KILL, 1);
        Files.copy(
                Path.of("fixtures", "histories", "xa-sink", "killed-while-prepared", "history.jsonl.gz"),
                trial.history());
        run.judge(trial);

        assertThat(run.path().resolve("verdicts.csv")).isRegularFile();
        assertThat(run.path().resolve("latency.csv")).doesNotExist();
        assertThat(run.path().resolve("resources.csv")).doesNotExist();
        assertThat(run.path().resolve("cores.csv")).doesNotExist();
        assertThat(run.path().resolve("feed.csv")).doesNotExist();
    }

    @Test
    void a_trial_judged_again_has_one_timeline() throws IOException {
        RunFolder run = RunFolder.create(root, BEGUN, Commit.UNKNOWN);
        TrialFolder trial = stored(run.trial(Fault.WORKER_KILL, 1), Fault.WORKER_KILL, "1.5");
        run.judge(trial);
        run.judge(trial);

        assertThat(Files.readAllLines(trial.path().resolve("floor-UPSERT.timeline.csv")))
                .hasSize(12);
    }

    @Test
    void a_table_with_other_columns_is_not_gone_on_with() throws IOException {
        RunFolder run = new RunFolder(StoredRun.create(root.resolve("run")).folder());

        assertThatThrownBy(() -> run.judge(stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.5")))
                .isInstanceOf(IOException.class)
                .hasMessage(run.path().resolve("verdicts.csv")
                        + " has other columns than this version writes; go on with the version that began it.");
        assertThat(run.judged()).isEmpty();
    }

    @Test
    void a_run_that_was_interrupted_is_gone_on_with() throws IOException {
        RunFolder begun = RunFolder.create(root, BEGUN, "abc1234");
        begun.judge(stored(begun.trial(Fault.NONE, 1), Fault.NONE, "1.5"));
        begun.judge(stored(begun.trial(Fault.WORKER_KILL, 2), Fault.WORKER_KILL, "1.51"));
        stored(begun.trial(Fault.WORKER_KILL, 10), Fault.WORKER_KILL, "1.5");

        RunFolder run = RunFolder.open(begun.path());

        assertThat(run.highestNumber()).isEqualTo(10);
        assertThat(run.judged()).hasSize(2);
        assertThat(run.judged().get(0).cell()).hasToString("floor/UPSERT/NONE");
        assertThat(run.judged().get(0).verdict()).isEqualTo(Verdict.VALID);
        assertThat(run.judged().get(0).alone()).isTrue();
        JudgedSubject killed = run.judged().get(1);
        assertThat(killed.cell()).hasToString("floor/UPSERT/WORKER_KILL");
        assertThat(killed.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(killed.orphans()).isEqualTo(1);
        assertThat(killed.replayed()).isZero();
        assertThat(killed.recovery().longestGap()).isEqualTo(10_000_000);
        assertThat(killed.recovery().catchUp()).isNull();
    }

    @Test
    void a_folder_without_a_run_is_not_gone_on_with() {
        assertThatThrownBy(() -> RunFolder.open(root.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("There is no run with trials in " + root.resolve("none"));
    }

    @Test
    void a_trial_is_not_judged_before_everything_else_of_it_is_written() throws IOException {
        RunFolder run = RunFolder.create(root, BEGUN, "abc1234");
        TrialFolder trial = stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.5");
        Files.createDirectory(run.path().resolve("verdicts.csv"));

        assertThatThrownBy(() -> run.judge(trial)).isInstanceOf(IOException.class);
        assertThat(run.judged()).isEmpty();
    }

    @Test
    void a_folder_without_a_history_is_named() {
        assertThatThrownBy(() -> new TrialFolder(root).judged())
                .isInstanceOf(IOException.class)
                .hasMessage("There is no history.jsonl.gz in " + root + "; name the folder of a trial.");
    }

    @Test
    void a_folder_without_git_has_an_unknown_commit() {
        assertThat(Commit.of(root)).isEqualTo(Commit.UNKNOWN);
        assertThat(Commit.isDirty(root)).isNull();
    }
}
