package io.twinstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.RunFolder;
import io.twinstream.archive.TrialFolder;
import io.twinstream.audit.AuditException;
import io.twinstream.audit.Mapping;
import io.twinstream.feed.FeedException;
import io.twinstream.feed.Recording;
import io.twinstream.history.HistoryReader;
import io.twinstream.history.PackedHistory;
import io.twinstream.kafka.KafkaCluster;
import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.sink.JdbcUrl;
import io.twinstream.tick.MalformedTickException;
import io.twinstream.tick.Mutations;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in from outside is taken, or refused in a sentence: no stack trace, no hang, no secret. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BordersFuzzTest {

    @TempDir
    private Path folder;

    @Test
    void a_record_is_a_tick_or_has_a_reason_that_postgresql_can_store() throws IOException {
        List<byte[]> good = Files.readAllLines(Path.of("fixtures", "recordings", "five-products.jsonl")).stream()
                .limit(5)
                .map(line -> line.getBytes(UTF_8))
                .toList();

        Mutations.of(good, value -> {
            try {
                Tick tick = TickCodec.decode(value);
                assertThat(TickCodec.decode(TickCodec.encode(tick))).isEqualTo(tick);
            } catch (MalformedTickException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400).doesNotContain("\0", "\n");
            }
        });
    }

    @Test
    void a_recording_is_read_or_refused() throws IOException {
        byte[] good = String.join(
                        "\n",
                        Files.readAllLines(Path.of("fixtures", "recordings", "five-products.jsonl"))
                                .subList(0, 4))
                .getBytes(UTF_8);

        Mutations.of(List.of(good), bytes -> {
            Path file = Files.write(folder.resolve("recording"), bytes);
            try {
                assertThat(Recording.read(file)).isNotEmpty();
            } catch (FeedException e) {
                assertOneSentence(e);
            }
        });
    }

    @Test
    void a_history_is_judged_or_refused() throws IOException {
        byte[] good = Files.readAllBytes(Path.of("fixtures", "histories", "every-kind.jsonl"));

        Mutations.of(List.of(good), bytes -> {
            Path file = folder.resolve("history.jsonl.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(bytes);
            }
            try {
                assertThat(new TrialFolder(folder).judged()).isNotNull();
            } catch (IOException e) {
                assertOneSentence(e);
            }
        });
    }

    @Test
    void a_history_whose_compressed_bytes_are_broken_is_judged_or_refused() throws IOException {
        ByteArrayOutputStream good = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(good)) {
            Files.copy(Path.of("fixtures", "histories", "every-kind.jsonl"), out);
        }

        Mutations.of(List.of(good.toByteArray()), bytes -> {
            Path file = Files.write(folder.resolve("history.jsonl.gz"), bytes);
            try {
                HistoryReader.read(file);
            } catch (IOException e) {
                assertOneSentence(e);
            }
        });
    }

    @Test
    void a_packed_history_is_read_or_refused() throws IOException {
        Path history = folder.resolve("history.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(history))) {
            Files.copy(Path.of("fixtures", "histories", "every-kind.jsonl"), out);
        }
        Path packed = folder.resolve(PackedHistory.FILE);
        PackedHistory.pack(history, packed);
        byte[] good;
        try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
            good = in.readAllBytes();
        }

        Mutations.of(List.of(good), bytes -> {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                out.write(bytes);
            }
            try {
                HistoryReader.read(packed);
            } catch (IOException e) {
                assertOneSentence(e);
            }
        });
    }

    @Test
    void a_manifest_is_read_or_refused() throws IOException {
        byte[] good = Files.readAllBytes(Path.of("results", "published-original", "manifest.json"));

        Mutations.of(List.of(good), bytes -> {
            Files.write(folder.resolve("manifest.json"), bytes);
            try {
                new RunFolder(folder).manifest();
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void a_mapping_and_a_file_of_kafkas_properties_are_read_or_refused() {
        byte[] mapping = "partition = p\noffset = o\ncolumn.a = /b/c decimal\n".getBytes(UTF_8);
        byte[] client = "security.protocol=SASL_SSL\nssl.truststore.type=PEM\n".getBytes(UTF_8);

        Mutations.of(List.of(mapping, client), bytes -> {
            Path file = Files.write(folder.resolve("properties"), bytes);
            try {
                Mapping.read(file);
            } catch (AuditException e) {
                assertOneSentence(e);
            }
            try {
                KafkaCluster.of("127.0.0.1:1", file);
            } catch (IllegalArgumentException e) {
                assertOneSentence(e);
            }
        });
    }

    @Test
    void a_url_is_shown_without_its_password() {
        byte[] good = "jdbc:postgresql://db.example:5432/prices?user=me&password=c4n4ry&ssl=true".getBytes(UTF_8);
        byte[] user = "jdbc:postgresql://me:c4n4ry@db.example/prices".getBytes(UTF_8);

        Mutations.of(List.of(good, user), bytes -> {
            String url = new String(bytes, UTF_8);
            if (!url.contains("password=c4n4ry") && !url.matches("(?s).*//[^/?]*:c4n4ry.*")) {
                return; // it stands where no password stands
            }
            assertThat(JdbcUrl.shown(url)).doesNotContain("c4n4ry");
            try {
                PipelineSettings settings = PipelineSettings.parse(
                        "t", Duration.ofSeconds(1), "--bootstrap", "b:1", "--sink", "UPSERT", "--jdbc", url);
                assertThat(settings.toString()).doesNotContain("c4n4ry");
            } catch (IllegalArgumentException e) {
                assertOneSentence(e);
                assertThat(e.getMessage()).doesNotContain("c4n4ry");
            }
        });
    }

    @Test
    void a_line_of_options_is_taken_or_refused() {
        byte[] job = "--bootstrap b:1 --jdbc jdbc:postgresql://h/d --sink UPSERT --commit-interval 5s --expired skip"
                .getBytes(UTF_8);
        // None of these asks a server or runs a trial, whatever is changed.
        byte[] command = "judge no-such-folder".getBytes(UTF_8);
        byte[] other = "diff no-such-run no-such-run-either".getBytes(UTF_8);

        Mutations.of(List.of(job, command, other), bytes -> {
            // No process can be given a NUL.
            String[] words = new String(bytes, UTF_8).replace("\0", "").split(" ", -1);
            if (words[0].startsWith("--")) {
                try {
                    PipelineSettings.parse("t", Duration.ofSeconds(1), words);
                } catch (IllegalArgumentException e) {
                    assertOneSentence(e);
                }
            } else if (words[0].equals("judge") || words[0].equals("diff")) {
                StringWriter said = new StringWriter();
                int exit = Main.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said, true))
                        .execute(words);
                assertThat(exit).as(said.toString()).isIn(0, 2);
                assertThat(said.toString()).doesNotContain("\tat ", "Exception");
            }
        });
    }

    private static void assertOneSentence(Exception e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\tat ", "Cannot invoke", "out of bounds", "Exception");
    }
}
