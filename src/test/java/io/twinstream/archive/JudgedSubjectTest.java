package io.twinstream.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedSubjectTest {

    @TempDir
    private Path root;

    @Test
    void what_was_judged_is_read_as_it_was_written() throws IOException {
        RunFolder run = RunFolder.create(root, Instant.EPOCH, Commit.UNKNOWN);
        TrialFolder trial = StoredTrial.stored(run.trial(Fault.WORKER_KILL, 7), Fault.WORKER_KILL, "1.5");
        SubjectResult judged = run.judge(trial).subjects().get(0);

        assertThat(run.judged()).singleElement().satisfies(subject -> {
            assertThat(subject.cell()).hasToString("floor/UPSERT/WORKER_KILL");
            assertThat(subject.number()).isEqualTo(7);
            assertThat(subject.alone()).isTrue();
            assertThat(subject.verdict()).isEqualTo(judged.delivery().verdict());
            assertThat(subject.surplus()).isEqualTo(judged.delivery().surplus());
            assertThat(subject.replayed()).isEqualTo(judged.delivery().replayed());
            assertThat(subject.orphans()).isEqualTo(1);
            assertThat(subject.recovery()).isEqualTo(judged.recovery());
            assertThat(subject.faultLasted()).isEqualTo(1_000_000);
            assertThat(subject.load()).isEqualTo(new Load.Ticks(400));
        });
        assertThat(VerdictJson.read(trial.path().resolve(TrialFolder.VERDICTS)).subjects())
                .singleElement()
                .satisfies(subject -> assertThat(subject.delivery()).isEqualTo(judged.delivery()));
    }

    @Test
    void what_an_older_version_left_out_is_not_known_and_what_another_has_besides_is_passed_over() throws IOException {
        Path folder = Files.createDirectories(root.resolve("trials/broker_kill/3"));
        Files.writeString(folder.resolve(TrialFolder.VERDICTS), """
                {"number": 3, "fault": "BROKER_KILL", "mood": "good", "subjects": [
                  {"delivery": {"subject": "spark/APPEND", "verdict": "HALTED", "found": {"LOST": {"count": 5, "empty": false}}}},
                  {"delivery": {"subject": "floor/UPSERT drops-every-1000th", "verdict": "INVALID"}}]}
                """);

        assertThat(JudgedSubject.read(folder)).singleElement().satisfies(subject -> {
            assertThat(subject.cell()).hasToString("spark/APPEND/BROKER_KILL");
            assertThat(subject.alone()).isFalse();
            assertThat(subject.delivered()).isEqualTo(Delivered.STUCK);
            assertThat(subject.verdict()).isEqualTo(Verdict.INVALID); // Spark promises to go on
            assertThat(subject.lost()).isEqualTo(5);
            assertThat(subject.duplicated()).isZero();
            assertThat(subject.replayed()).isNull();
            assertThat(subject.recovery()).isNull();
            assertThat(subject.faultLasted()).isNull();
            assertThat(subject.load()).isEqualTo(Load.Unknown.LOAD);
        });
    }
}
