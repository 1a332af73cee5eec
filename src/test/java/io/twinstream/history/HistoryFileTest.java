package io.twinstream.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.KnownDefect;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    /** One fact of every kind, as they are written. Another way to write one of them is a new {@link Fact#SCHEMA}. */
    private static final Path GOLDEN = Path.of("fixtures", "histories", "every-kind.jsonl");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(HistoryWriter.FILE);
    }

    @Test
    void every_kind_is_written_as_in_the_golden_file() throws IOException {
        write(everyKind());

        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(Files.readString(GOLDEN));
        }
    }

    @Test
    void the_golden_file_holds_every_kind() {
        assertThat(everyKind().stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    @Test
    void what_was_written_is_read() throws IOException {
        write(everyKind());
        List<Fact> read = new ArrayList<>();

        assertThat(HistoryReader.read(file, read::add)).isFalse();
        assertThat(read).isEqualTo(everyKind());
        assertThat(HistoryReader.read(file).complete()).isTrue();
    }

    @Test
    void a_history_that_is_still_being_written_can_be_read() throws IOException {
        try (HistoryWriter writer = new HistoryWriter(file)) {
            writer.accept(trial(Fact.SCHEMA));
            writer.accept(new Fact.Clock(1, 1));
            await().atMost(Duration.ofSeconds(5))
                    .ignoreException(MalformedHistoryException.class)
                    .untilAsserted(() -> assertThat(HistoryReader.read(file).all(Fact.Clock.class))
                            .hasSize(1));
            assertThat(HistoryReader.read(file).complete()).isFalse();
        }
    }

    @Test
    void a_history_cut_off_anywhere_is_read_up_to_the_cut() throws IOException {
        List<Fact> all = new ArrayList<>(List.of(trial(Fact.SCHEMA)));
        LongStream.range(0, 20_000).mapToObj(n -> new Fact.Clock(n, n * 7_919)).forEach(all::add);
        write(all);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {whole.length - 1, whole.length - 9, whole.length / 2, whole.length / 3}) {
            Files.write(file, Arrays.copyOf(whole, length));
            List<Fact> read = new ArrayList<>();

            assertThat(HistoryReader.read(file, read::add)).isTrue();
            assertThat(read).isNotEmpty().isEqualTo(all.subList(0, read.size()));
            assertThat((double) read.size() / all.size()).isGreaterThan((double) length / whole.length - 0.2);
        }
    }

    @Test
    void a_last_line_without_its_end_is_a_cut() throws IOException {
        compressed(line(trial(Fact.SCHEMA)) + "{\"k\":\"clock\",\"t\":1,");

        assertThat(HistoryReader.read(file, fact -> {})).isTrue();
    }

    @Test
    void a_history_without_its_last_fact_is_not_complete() throws IOException {
        write(List.of(trial(Fact.SCHEMA), new Fact.Clock(1, 1)));

        assertThat(HistoryReader.read(file).complete()).isFalse();
    }

    @Test
    void an_unknown_kind_is_an_error_that_names_file_and_line() throws IOException {
        compressed(line(trial(Fact.SCHEMA)) + "{\"k\":\"rumour\",\"t\":1,\"m\":1}\n");

        assertMalformed(file + " line 2: unknown kind 'rumour'; a newer twinstream may have written it");
    }

    @Test
    void a_line_that_is_no_fact_is_an_error_that_names_file_and_line() throws IOException {
        for (String line : List.of(
                "{\"k\":\"clock\",\"t\":1}", "null", "{}", "", "{\"k\":\"clock\",\"t\":1,\"m\":1,\"x\":1}", "{")) {
            compressed(line(trial(Fact.SCHEMA)) + line(new Fact.Clock(1, 1)) + line + "\n");

            assertMalformed(file + " line 3: ");
        }
    }

    @Test
    void a_row_is_of_a_position_or_of_a_window_and_never_of_both_or_neither() throws IOException {
        String window = "\"window\":{\"kind\":\"tumbling\",\"symbol\":\"B\",\"start\":1,\"end\":2}";
        for (String identity : List.of("\"p\":1", "\"o\":5", "\"p\":1,\"o\":5," + window, "\"p\":1," + window)) {
            compressed(line(trial(Fact.SCHEMA)) + row(identity));

            assertThatThrownBy(() -> HistoryReader.read(file))
                    .isInstanceOf(MalformedHistoryException.class)
                    .hasMessageStartingWith(file + " line 2: not a fact: ")
                    .hasMessageContaining("a row has a partition and an offset, or else a window");
        }
    }

    @Test
    void a_column_or_a_window_that_is_not_whole_is_an_error() throws IOException {
        String window = "\"window\":{\"kind\":\"tumbling\",\"symbol\":\"B\",\"start\":1,\"end\":2}";
        for (String columns : List.of(
                "{\"name\":\"count\",\"text\":\"3\"}",
                "{\"type\":\"WHOLE\",\"text\":\"3\"}",
                "{\"name\":\"count\",\"type\":\"WHOLE\",\"text\":\"3.5\"}",
                "{\"name\":\"count\",\"type\":\"RUMOUR\",\"text\":\"3\"}")) {
            compressed(line(trial(Fact.SCHEMA)) + row(window + ",\"columns\":[" + columns + "]"));

            assertMalformed(file + " line 2: not a fact: ");
        }
        compressed(line(trial(Fact.SCHEMA)) + row(window.replace("\"symbol\":\"B\",", "")));

        assertMalformed(file + " line 2: not a fact: ");
    }

    private static String row(String identity) {
        return "{\"k\":\"row\",\"t\":1,\"m\":2,\"subject\":\"s\",\"read\":\"B\"," + identity + "}\n";
    }

    @Test
    void a_history_begins_with_its_trial_and_has_no_other() throws IOException {
        compressed(line(new Fact.Clock(1, 1)));
        assertMalformed(file + " line 1: a history begins with its trial.");

        compressed(line(trial(Fact.SCHEMA)) + line(trial(Fact.SCHEMA)));
        assertMalformed(file + " line 2: a history is of one trial.");

        compressed("");
        assertMalformed(file + " line 1: there is no trial");

        Files.write(file, new byte[0]);
        assertMalformed(file + " line 1: there is no trial");
    }

    @Test
    void a_history_of_another_schema_is_an_error() throws IOException {
        compressed(line(trial(Fact.SCHEMA + 1)));

        assertMalformed(file + " line 1: schema 5, but this twinstream reads 2 to 4;");
    }

    /** The contract of the XA sink was fitted to its defect, and the Table API was allowed to double anything. */
    @Test
    void the_promises_of_schema_2_are_read_as_what_they_should_have_been() throws IOException {
        Subject xaSink = subjectOfSchema2("flink/TRANSACTIONAL", "ANY_AFTER_A_FAULT", "[\"WORKER_KILL\"]");
        Subject tableApi = subjectOfSchema2("flink-sql/APPEND", "ANY", "[\"POISON\"]");
        Subject ours = subjectOfSchema2("flink/UPSERT", "NONE", "[]");

        assertThat(xaSink.contract()).isEqualTo(Contract.exactlyOnce());
        assertThat(xaSink.known())
                .isEqualTo(new KnownDefect(
                        "docs/findings/xa-sink.md", Contract.atLeastOnce().mayHaltUnder(Set.of(Fault.WORKER_KILL))));
        assertThat(tableApi.contract()).isEqualTo(Contract.atLeastOnce().mayHaltUnder(Set.of(Fault.POISON)));
        assertThat(tableApi.known()).isNull();
        assertThat(ours.contract()).isEqualTo(Contract.exactlyOnce());
        assertThat(ours.known()).isNull();
    }

    private Subject subjectOfSchema2(String name, String duplicates, String mayHaltUnder) throws IOException {
        compressed("""
                {"k":"trial","t":1,"m":2,"schema":2,"run":"run","number":3,"seed":42,"topic":"prices",\
                "fault":"WORKER_KILL","planned":1,"subjects":[{"name":"%s","contract":{"lossless":true,\
                "duplicates":"%s","ordered":false,"mayHaltUnder":%s,"visibleWithin":2},"commitMillis":1000}],\
                "settings":{}}
                """.formatted(name, duplicates, mayHaltUnder));
        return HistoryReader.read(file).trial().subjects().get(0);
    }

    @Test
    void a_file_that_is_not_compressed_is_no_history() throws IOException {
        Files.writeString(file, "hello");

        assertMalformed(file + " is not a history: ");
    }

    @Test
    void facts_of_many_threads_all_arrive() throws Exception {
        try (HistoryWriter writer = new HistoryWriter(file)) {
            writer.accept(trial(Fact.SCHEMA));
            List<Thread> threads = IntStream.range(0, 4)
                    .mapToObj(n -> new Thread(
                            () -> LongStream.range(0, 5_000).forEach(m -> writer.accept(new Fact.Clock(n, m)))))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            }
        }

        assertThat(HistoryReader.read(file).all(Fact.Clock.class))
                .hasSize(20_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_writer_refuses_what_is_no_history() throws IOException {
        HistoryWriter writer = new HistoryWriter(file);
        assertThatThrownBy(() -> writer.accept(new Fact.Clock(1, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The first fact of a history is its trial.");
        writer.accept(trial(Fact.SCHEMA));
        writer.close();
        assertThatThrownBy(() -> writer.accept(new Fact.Clock(1, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> new HistoryWriter(file)).isInstanceOf(IOException.class);
    }

    @Test
    void a_disk_that_is_full_is_reported_and_not_passed_over() throws IOException {
        HistoryWriter writer = new HistoryWriter(file, new SmallDisk());
        writer.accept(trial(Fact.SCHEMA));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThatThrownBy(() -> writer.accept(new Fact.Clock(1, 1)))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining("The history " + file + " cannot be written: No space"));
        assertThatThrownBy(writer::close).isInstanceOf(IOException.class).hasMessageContaining("cannot be written");
    }

    private void write(List<Fact> facts) throws IOException {
        try (HistoryWriter writer = new HistoryWriter(file)) {
            facts.forEach(writer);
        }
    }

    private void compressed(String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(UTF_8));
        }
    }

    private void assertMalformed(String message) {
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith(message);
    }

    private static String line(Fact fact) throws IOException {
        return new String(FactJson.write(fact), UTF_8) + "\n";
    }

    private static Fact.Trial trial(int schema) {
        Subject subject = new Subject(
                new io.twinstream.lane.Subject(Lane.FLINK_SQL, SinkMode.APPEND),
                Contract.of(Lane.FLINK_SQL, SinkMode.APPEND),
                new KnownDefect("docs/findings/a-sink.md", Contract.atLeastOnce()),
                1_000);
        return new Fact.Trial(
                1, 2, schema, "run", 3, 42, "prices", Fault.BROKER_KILL, 1, List.of(subject), Map.of("rate", "500"));
    }

    private static List<Fact> everyKind() {
        String subject = "flink-sql/APPEND";
        return List.of(
                trial(Fact.SCHEMA),
                new Fact.Clock(1, 2),
                new Fact.Schedule(1, 2, 3),
                new Fact.Attempted(1, 2, 0, 3, "BTC-USD", "BTC-USD", "0.00000011", "generator", 1_700_000_000, null),
                Fact.Attempted.malformed(1, 2, 1, 3, "not JSON", new byte[] {1}),
                new Fact.Acknowledged(1, 2, 0, 1, 5),
                new Fact.Failed(1, 2, 1, "timed out"),
                new Fact.TopicRecord(1, 2, 1, 5, 0L, 1_700_000_000_000_000L),
                new Fact.TopicRecord(1, 2, 1, 6, null, 1_700_000_000_000_000L),
                new Fact.Row(
                        1,
                        2,
                        subject,
                        Read.A,
                        new Position(1, 5),
                        new TickColumns("BTC-USD", "0.00000011", "generator", 1_700_000_000L, 6L),
                        7L),
                new Fact.Row(
                        1, 2, subject, Read.B, new Position(1, 5), new TickColumns(null, null, null, null, null), null),
                window(subject),
                new Fact.DeadLetter(1, 2, subject, Read.B, 1, 6, "not JSON", RawBytes.NONE),
                new Fact.Journal(1, 2, subject, Read.B, "flink-0", 1, 4, Fact.Journal.ROWS, 10, 9),
                new Fact.FaultPhase(1, 2, Fault.BROKER_KILL, true),
                new Fact.Struck(1, 2, Fault.BROKER_KILL),
                new Fact.ServedAgain(1, 2, Fault.BROKER_KILL),
                new Fact.Witness(1, 2, Fault.BROKER_KILL, null, "end offset stood still"),
                new Fact.Witness(1, 2, Fault.BROKER_KILL, subject, "pid 7 is gone"),
                new Fact.LaneState(1, 2, subject, Fact.LaneState.State.RESTARTING, 2),
                new Fact.Commit(1, 2, subject, "checkpoint", Map.of(1, 6L)),
                new Fact.Resource(1, 2, subject, 100, 1_000_000),
                new Fact.Drained(1, 2, subject, Map.of(1, 7L), true),
                new Fact.Prepared(1, 2, subject, "flink-7", 3),
                new Fact.End(1, 2, Map.of(1, 7L)));
    }

    private static Fact.Row window(String subject) {
        return new Fact.Row(
                1,
                2,
                subject,
                Read.B,
                new WindowKey("tumbling", "BTC-USD", 1_700_000_000_000_000L, 1_700_000_060_000_000L),
                Values.of(
                        Value.whole("count", 3L),
                        Value.decimal("sum", "0.00000033"),
                        Value.text("user", null),
                        Value.instant("first", 1_700_000_000_000_007L)),
                7L);
    }

    /** Takes the first bytes, as a disk that is almost full. */
    private static final class SmallDisk extends OutputStream {

        private int left = 20;

        @Override
        public void write(int b) throws IOException {
            if (left-- <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }
}
