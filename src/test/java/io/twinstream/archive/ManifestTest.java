package io.twinstream.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Spare;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    private static final String BEGUN = "2026-11-22T15:30:05.400Z";

    @TempDir
    private Path root;

    @Test
    void a_run_that_goes_on_differently_is_worth_a_warning_and_keeps_what_it_began_with() {
        Manifest earlier = manifest("abc1234", Map.of("flink", "2.3.0", "spark", "4.2.0"));
        Manifest now = manifest("def5678", Map.of("flink", "2.2.1"));

        assertThat(earlier.differences(earlier.commit(), Map.of("kafka", "4.3.1")))
                .isEmpty();
        assertThat(earlier.differences(now.commit(), now.versions()))
                .containsExactly(
                        "This run was made with commit abc1234 and goes on with def5678: "
                                + "its trials may not be comparable.",
                        "This run was made with flink 2.3.0 and goes on with 2.2.1: its trials are not comparable.");
        assertThat(now.after(earlier).commit()).isEqualTo("abc1234, def5678");
        assertThat(now.after(now.after(earlier)).commit()).isEqualTo("abc1234, def5678");
        assertThat(now.after(earlier).versions()).isEqualTo(Map.of("flink", "2.2.1", "spark", "4.2.0"));
    }

    @Test
    void each_command_of_a_run_is_kept() {
        Manifest earlier = manifest("abc1234", Map.of());
        Manifest now = manifest("def5678", Map.of());

        assertThat(now.after(earlier).commands())
                .extracting(MavenCommand::commit)
                .containsExactly("abc1234", "def5678");
    }

    @Test
    void a_cell_is_done_unknown_or_only_planned() {
        Cell killed = Cell.of("flink/UPSERT/WORKER_KILL");
        Cell undone = Cell.of("spark/UPSERT/WORKER_KILL");
        List<JudgedSubject> judged = List.of(judged(killed, Verdict.UNKNOWN), judged(killed, Verdict.VALID));

        Manifest.Cells cells = Manifest.Cells.of(Set.of(undone, killed), judged);

        assertThat(cells.planned()).containsExactly(killed.toString(), undone.toString());
        assertThat(cells.done()).containsExactly(killed.toString());
        assertThat(cells.unknown()).containsExactly(killed.toString());
        assertThat(cells.notApplicable())
                .contains("floor, UPSERT, COORDINATOR_KILL: a bare consumer has no coordinator");
        Manifest.Cells others = Manifest.Cells.of(Set.of(), judged);
        assertThat(others.planned()).containsExactly(killed.toString());
        assertThat(others.after(cells).planned()).isEqualTo(cells.planned());
    }

    private static JudgedSubject judged(Cell cell, Verdict verdict) {
        return new JudgedSubject(
                cell,
                1,
                true,
                new Judgement(Delivered.UNKNOWN, verdict, null),
                0,
                0,
                0,
                null,
                0,
                null,
                null,
                Load.Unknown.LOAD,
                Spare.WITH,
                Path.of(""));
    }

    @Test
    void a_run_does_not_go_on_with_other_settings() {
        Manifest earlier = manifest("abc1234", Map.of());

        assertThatCode(() -> earlier.requireSettings("tuned")).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> earlier.requireSettings("original"))
                .withMessage("This run was made with the settings tuned and cannot go on with original; "
                        + "resume it with its own, or begin a new run.");
    }

    @Test
    void a_run_does_not_go_on_with_its_servers_in_another_form() {
        Manifest earlier = manifest("abc1234", Map.of());

        assertThatCode(() -> earlier.requireForm("process")).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> earlier.requireForm("docker"))
                .withMessage("This run was made with -Dtwinstream.environment=process and cannot go on with docker; "
                        + "resume it with its own, or begin a new run.");
    }

    @Test
    void a_run_does_not_go_on_with_a_machine_of_another_kind() {
        Manifest earlier = manifest("abc1234", Map.of());

        assertThatCode(() -> earlier.requireMachine(StoredRun.MACHINE)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        earlier.requireMachine(new Manifest.Machine("Other CPU", 2, 8L << 30, "Linux", "OpenJDK")))
                .withMessage(
                        "This run cannot go on here. The machines differ in kind: Some CPU with 2 cores and 8.00 GiB there, "
                                + "Other CPU with 2 cores and 8.00 GiB here. Times may differ for that alone. Begin a new run.");
    }

    @Test
    void a_manifest_is_read_as_it_was_written() throws IOException {
        RunFolder run = RunFolder.create(root, Instant.parse(BEGUN), Commit.UNKNOWN);
        assertThat(run.manifest()).isEmpty();
        Manifest manifest = manifest("abc1234", Map.of("flink", "2.3.0"));
        run.write(manifest);

        assertThat(run.manifest()).contains(manifest);
    }

    @Test
    void a_manifest_names_no_host_and_no_path() throws IOException {
        RunFolder run = RunFolder.create(root, Instant.parse(BEGUN), Commit.UNKNOWN);
        run.write(new Manifest(
                BEGUN,
                Commit.UNKNOWN,
                "tuned",
                new Manifest.Servers("process", "asked for"),
                Map.of("flink", "2.3.0"),
                Map.of("broker", List.of(new Manifest.Artifact("org.apache.kafka:kafka-server:4.3.1", "00ff"))),
                Map.of("broker", Map.of("auto.create.topics.enable", "false")),
                Manifest.Machine.here(),
                List.of(MavenCommand.begun(
                        "verify -Pfull -Dbudget=3h -Dmaven.repo.local=" + root + " -s" + root + " -Dpassphrase=x ../"
                                + root,
                        Path.of("").toAbsolutePath(),
                        7,
                        Instant.parse(BEGUN))),
                Manifest.Cells.of(Set.of(), List.of())));
        String text = Files.readString(run.path().resolve("manifest.json"));

        assertThat(text)
                .contains("\"flink\" : \"2.3.0\"", "kafka-server:4.3.1", "\"cores\" : ")
                .contains("\"words\" : \"verify -Pfull -Dbudget=3h\"")
                .doesNotContain(System.getProperty("user.home"), root.toString())
                .doesNotContainPattern(
                        "\\b" + Pattern.quote(InetAddress.getLocalHost().getHostName()) + "\\b");
    }

    @Test
    void commands_whose_faults_come_at_drawn_moments_are_of_the_matrix() {
        assertThat(List.of(
                        "twinstream run flink/upsert/WORKER_KILL --trials=6",
                        "twinstream matrix",
                        "twinstream sweep flink/upsert/NONE --settings=tuned,original",
                        "verify -Pfull -Dtrials=3"))
                .allMatch(words -> typed(words).isOfMatrix());
        assertThat(List.of("twinstream compare", "verify", "verify -Pcompare", "twinstream judge matrix"))
                .noneMatch(words -> typed(words).isOfMatrix());
    }

    private static MavenCommand typed(String words) {
        return MavenCommand.typed(words, Path.of("").toAbsolutePath(), 7, Instant.parse(BEGUN));
    }

    private static Manifest manifest(String commit, Map<String, String> versions) {
        return new Manifest(
                BEGUN,
                commit,
                "tuned",
                new Manifest.Servers("process", "asked for"),
                versions,
                Map.of(),
                Map.of(),
                StoredRun.MACHINE,
                List.of(new MavenCommand("verify -Pfull", commit, false, 7, BEGUN, BEGUN)),
                null);
    }
}
