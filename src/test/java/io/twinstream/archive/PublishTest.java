package io.twinstream.archive;

import static io.twinstream.archive.StoredTrial.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.experiment.Fault;
import io.twinstream.history.PackedHistory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing a run anew for others, with its histories packed. */
class PublishTest {

    @TempDir
    private Path root;

    @Test
    void a_published_run_says_what_its_histories_say_and_has_them_packed() throws IOException {
        RunFolder run = new RunFolder(root.resolve("run"));
        run.judge(stored(run.trial(Fault.WORKER_KILL, 1), Fault.WORKER_KILL, "1.5"));
        stored(run.trial(Fault.NONE, 2), Fault.NONE, "1.5");
        run.write(StoredRun.manifest("tuned"));
        Path target = root.resolve("results/published");

        RunFolder published = run.publish(target, progress -> {});

        assertThat(published.judged()).singleElement().satisfies(cell -> {
            assertThat(cell.cell()).hasToString("floor/UPSERT/WORKER_KILL");
            assertThat(cell.faultLasted()).isEqualTo(1_000_000);
            assertThat(cell.load()).hasToString("ticks 400");
            assertThat(cell.timeline()).hasSize(11);
        });
        assertThat(Files.readAllLines(target.resolve("verdicts.csv"))).hasSize(2);
        Manifest manifest = published.manifest().orElseThrow();
        assertThat(manifest.machine()).isEqualTo(StoredRun.MACHINE);
        assertThat(manifest.cells().done()).containsExactly("floor/UPSERT/WORKER_KILL");
        assertThat(Checksums.complaints(target)).isEmpty();
        try (Stream<Path> files = Files.walk(target)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("history.packed.gz")
                    .doesNotContain("history.jsonl.gz", "logs");
        }
        assertThatThrownBy(() -> run.publish(target, progress -> {}))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(target + " is there already; move it away, or name a folder that is not there yet.");
        Path cutOff = Files.createDirectories(root.resolve("other.unfinished"));
        assertThatThrownBy(() -> run.publish(root.resolve("other"), progress -> {}))
                .hasMessageStartingWith(cutOff + " is there already");
    }

    @Test
    void a_run_that_goes_on_with_a_published_one_keeps_what_was_published() throws IOException {
        RunFolder run = new RunFolder(root.resolve("run"));
        run.judge(stored(run.trial(Fault.WORKER_KILL, 1), Fault.WORKER_KILL, "1.5"));
        run.write(StoredRun.manifest("tuned"));
        RunFolder published = run.publish(root.resolve("published"), progress -> {});
        RunFolder again = new RunFolder(copy(published.path(), root.resolve("again")));
        again.judge(stored(again.trial(Fault.NONE, 2), Fault.NONE, "1.5"));

        RunFolder both = again.publish(root.resolve("both"), progress -> {});

        assertThat(both.judged()).extracting(JudgedSubject::number).containsExactly(1, 2);
        assertThat(Files.readString(both.path().resolve("verdicts.csv")))
                .startsWith(Files.readString(published.path().resolve("verdicts.csv")))
                .hasLineCount(3);
        assertThat(both.path().resolve("trials/worker_kill/1/floor-UPSERT.timeline.csv"))
                .hasSameTextualContentAs(published.path().resolve("trials/worker_kill/1/floor-UPSERT.timeline.csv"));
        assertThat(Checksums.complaints(both.path())).isEmpty();
    }

    @Test
    void what_was_published_cannot_be_changed_on_the_way() throws IOException {
        RunFolder run = new RunFolder(root.resolve("run"));
        run.judge(stored(run.trial(Fault.WORKER_KILL, 1), Fault.WORKER_KILL, "1.5"));
        run.write(StoredRun.manifest("tuned"));
        Path published = run.publish(root.resolve("published"), progress -> {}).path();
        for (String file : List.of("verdicts.csv", "trials/worker_kill/1/floor-UPSERT.timeline.csv")) {
            Path again = copy(published, root.resolve(file.replace('/', '-')));
            Path changed = again.resolve(file);
            Files.writeString(changed, Files.readString(changed).replace("1,", "2,"));

            assertThatThrownBy(() -> new RunFolder(again).publish(root.resolve("to-" + again.getFileName()), p -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(changed + " is not what was published");
        }
        Path less = copy(published, root.resolve("less"));
        Files.delete(less.resolve("trials/worker_kill/1/floor-UPSERT.hlog"));
        assertThatThrownBy(() -> new RunFolder(less).publish(root.resolve("to"), p -> {}))
                .hasMessageStartingWith(less.resolve("trials/worker_kill/1/floor-UPSERT.hlog") + " is not what");
        Path again = copy(published, root.resolve("unsigned"));
        Files.delete(again.resolve("SHA256SUMS"));
        assertThat(new RunFolder(again)
                        .publish(root.resolve("judged again"), p -> {})
                        .judged())
                .hasSize(1);
        Files.delete(again.resolve("trials/worker_kill/1").resolve(PackedHistory.FILE));
        assertThatThrownBy(() -> new RunFolder(again).publish(root.resolve("to"), p -> {}))
                .hasMessageStartingWith("There is no history.jsonl.gz in ");
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
