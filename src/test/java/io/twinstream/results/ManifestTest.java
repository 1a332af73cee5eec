package io.twinstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    void a_run_does_not_go_on_with_other_settings() {
        Manifest earlier = manifest("abc1234", Map.of());

        assertThatCode(() -> earlier.requireSettings("tuned")).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> earlier.requireSettings("original"))
                .withMessage("This run was made with -Dsettings=tuned and cannot go on with original; "
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
                Manifest.Machine.here()));
        String text = Files.readString(run.path().resolve("manifest.json"));

        assertThat(text)
                .contains("\"flink\" : \"2.3.0\"", "kafka-server:4.3.1", "\"cores\" : ")
                .doesNotContain(System.getProperty("user.home"))
                .doesNotContainPattern(
                        "\\b" + Pattern.quote(InetAddress.getLocalHost().getHostName()) + "\\b");
    }

    private static Manifest manifest(String commit, Map<String, String> versions) {
        return new Manifest(
                BEGUN,
                commit,
                "tuned",
                new Manifest.Servers("process", "asked for"),
                versions,
                Map.of(),
                Manifest.Machine.here());
    }
}
