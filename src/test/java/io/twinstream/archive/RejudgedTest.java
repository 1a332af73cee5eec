package io.twinstream.archive;

import static io.twinstream.archive.StoredTrial.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.experiment.Fault;
import io.twinstream.history.PackedHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judging a run again beside what was stored of it. */
class RejudgedTest {

    @TempDir
    private Path root;

    private RunFolder run;

    @BeforeEach
    void judge() throws IOException {
        run = new RunFolder(root.resolve("run"));
        run.judge(stored(run.trial(Fault.WORKER_KILL, 1), Fault.WORKER_KILL, "1.5"));
        run.judge(stored(run.trial(Fault.NONE, 2), Fault.NONE, "1.5"));
        run.write(StoredRun.manifest("tuned"));
    }

    @Test
    void what_was_judged_comes_out_again_also_by_packed_histories() throws IOException {
        RunFolder published = run.publish(root.resolve("published"), progress -> {});

        for (RunFolder each : List.of(run, published)) {
            List<Rejudged> judged = again(each);
            assertThat(judged).extracting(Rejudged::name).containsExactly("worker_kill/1", "none/2");
            assertThat(judged).allSatisfy(trial -> {
                assertThat(trial.result()).isPresent();
                assertThat(trial.differences()).isEmpty();
            });
        }
    }

    @Test
    void what_was_changed_is_named() throws IOException {
        Path verdicts = run.path().resolve("trials/none/2/verdicts.json");
        Files.writeString(
                verdicts,
                Files.readString(verdicts)
                        .replace("\"verdict\" : \"VALID\"", "\"verdict\" : \"INVALID\"")
                        .replace("\"rows\" : 2", "\"rows\" : 3"));

        assertThat(again(run))
                .extracting(Rejudged::differences)
                .satisfiesExactly(
                        same -> assertThat(same).isEmpty(),
                        changed -> assertThat(changed)
                                .containsExactly(
                                        "subjects[0].delivery.verdict was \"INVALID\", is \"VALID\"",
                                        "subjects[0].delivery.rows was 3, is 2"));
    }

    @Test
    void another_history_is_named_whatever_comes_out() throws IOException {
        Path there = run.path().resolve("trials/none/2/history.jsonl.gz");
        Files.delete(there);
        stored(new TrialFolder(there.getParent()), Fault.NONE, "1.50");

        assertThat(again(run).get(1).differences()).singleElement().asString().startsWith("history was \"");
    }

    @Test
    void trials_without_a_history_are_passed_over_and_a_run_of_such_is_one_sentence() throws IOException {
        RunFolder published = run.publish(root.resolve("published"), progress -> {});
        Path first = published.path().resolve("trials/worker_kill/1").resolve(PackedHistory.FILE);
        Files.delete(first);
        assertThat(again(published))
                .extracting(trial -> trial.result().isPresent())
                .containsExactly(false, true);

        Files.delete(published.path().resolve("trials/none/2").resolve(PackedHistory.FILE));
        assertThatThrownBy(() -> again(published))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "No trial in " + published.path() + " has a history.jsonl.gz; name the folder of a run that was"
                                + " published with its histories, or of one that was run here.");
    }

    private static List<Rejudged> again(RunFolder run) throws IOException {
        List<Rejudged> judged = new ArrayList<>();
        run.judgeAgain(judged::add);
        return judged;
    }
}
