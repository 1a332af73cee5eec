package io.twinstream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinstream.tick.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

    private static final String LINE =
            "{\"at\":\"2026-08-09T21:05:48.642822Z\",\"symbol\":\"A-USD\",\"price\":0.00000011,\"user\":\"u\",\"timestamp\":7}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"0.00000011", "126296", "86746.075", "65091.10"})
    void a_recorded_price_is_read_back_to_the_last_digit(String price) throws IOException {
        Path file = folder.resolve("recording.jsonl");
        Tick tick = new Tick("A-USD", new BigDecimal(price), "u", 7);

        try (Recording recording = Recording.create(file)) {
            assertThat(recording.send(tick, Instant.EPOCH)).isCompleted();
            assertThat(Files.readString(file)).as("before it is closed").endsWith("}\n");
        }

        assertThat(Files.readString(file)).contains("\"price\":" + price + ",");
        assertThat(Recording.read(file)).extracting(RecordedTick::tick).containsExactly(tick);
    }

    @Test
    void a_recording_is_never_overwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("old.jsonl"), LINE);

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> Recording.create(file))
                .withMessage(file + " exists already; name a new file or move the old one away.");
        assertThat(file).hasContent(LINE);
    }

    @Test
    void a_recording_without_a_tick_leaves_no_file() {
        Path file = folder.resolve("empty.jsonl");

        Recording.create(file).close();

        assertThat(file).doesNotExist();
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> Recording.create(folder.resolve("no/where.jsonl")))
                .withMessageContaining("no/where.jsonl (its folder does not exist)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            not json                                                          | not JSON
            {"at":"2026-08-09T21:05:48Z"}                                     | symbol is missing
            {"symbol":"A","price":1,"user":"u","timestamp":7}                 | at is not a time
            {"at":7,"symbol":"A","price":1,"user":"u","timestamp":7}          | at is not a time
            {"at":"noon","symbol":"A","price":1,"user":"u","timestamp":7}     | at is not a time
            {"at":"0001-01-01T00:00:00Z","symbol":"A","price":1,"user":"u","timestamp":7} | at is not a time
            {"at":"9999-01-01T00:00:00Z","symbol":"A","price":1,"user":"u","timestamp":7} | at is not a time
            {"at":"2026-08-09T21:05:48Z","symbol":"A","price":"1","user":"u"} | price is not a number
            {"at":"2026-08-09T21:05:4                                         | not JSON
            """)
    void a_bad_line_is_named_before_anything_is_sent(String line, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), LINE + "\n\n" + line + "\n" + LINE + "\n");

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> Recording.read(file))
                .withMessageStartingWith(file + ", line 3, is not a recorded tick: " + reason)
                .withMessageContaining("nothing was sent");
    }

    @Test
    void a_file_without_ticks_or_that_cannot_be_read_is_named() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "\n \n");

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> Recording.read(empty))
                .withMessageStartingWith(empty + " holds no tick");
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> Recording.read(folder.resolve("gone")))
                .withMessageContaining("There is no file " + folder.resolve("gone"));
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> Recording.read(folder))
                .withMessageStartingWith("Cannot read " + folder);
    }

    @Test
    void a_replay_keeps_order_pace_and_every_tick_as_it_was() throws InterruptedException {
        Instant first = Instant.parse("2026-08-09T21:05:48.000001Z");
        List<RecordedTick> recorded = List.of(
                new RecordedTick(first, tick(1)),
                new RecordedTick(first.plusMillis(100), tick(2)),
                new RecordedTick(first.plusMillis(100), tick(3)),
                new RecordedTick(first.plusMillis(400), tick(4)));
        List<Tick> sent = new CopyOnWriteArrayList<>();
        List<Instant> scheduled = new CopyOnWriteArrayList<>();
        long start = System.nanoTime();

        FeedTotals totals = new ReplayFeed(recorded, (tick, due) -> {
                    sent.add(tick);
                    scheduled.add(due);
                    return CompletableFuture.completedFuture(null);
                })
                .run();

        assertThat(totals).isEqualTo(new FeedTotals(4, 4));
        assertThat(sent).containsExactly(tick(1), tick(2), tick(3), tick(4));
        assertThat(Duration.between(scheduled.get(0), scheduled.get(3))).isEqualTo(Duration.ofMillis(400));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void a_stopped_replay_says_how_much_it_sent() throws InterruptedException {
        Instant first = Instant.EPOCH;
        List<RecordedTick> recorded =
                List.of(new RecordedTick(first, tick(1)), new RecordedTick(first.plusSeconds(3600), tick(2)));
        ReplayFeed replay = new ReplayFeed(recorded, (tick, due) -> CompletableFuture.completedFuture(null));
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(replay::stop);

        assertThat(replay.run()).isEqualTo(new FeedTotals(1, 2));
    }

    private static Tick tick(long timestamp) {
        return new Tick("A-USD", BigDecimal.TEN, "u", timestamp);
    }
}
