package io.twinstream.pipeline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.lane.SinkMode;
import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.TickWriter;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickRow;
import java.math.BigDecimal;
import java.time.Duration;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The timer, as far as it goes without a database: a flush shows by what a URL of no database throws. */
class TickSinkWriterTest {

    private static final String NO_DATABASE = "no PostgreSQL URL";

    private final TestProcessingTimeService clock = new TestProcessingTimeService();

    @Test
    void a_first_row_sets_the_timer_and_a_second_sets_no_other() throws Exception {
        TickSinkWriter<TickRow> sink = sink(writer(Duration.ofSeconds(60)));

        sink.write(row(0), null);
        sink.write(row(1), null);

        assertThat(clock.getNumActiveTimers()).isEqualTo(1);
        assertThat(clock.getActiveTimerTimestamps())
                .allSatisfy(due -> assertThat(due).isBetween(59_000L, 60_001L));
    }

    @Test
    void a_timer_that_comes_too_early_is_set_again() throws Exception {
        TickSinkWriter<TickRow> sink = sink(writer(Duration.ofHours(1)));
        sink.write(row(0), null);

        clock.advance(Duration.ofHours(2).toMillis());

        assertThat(clock.getNumActiveTimers()).isEqualTo(1);
    }

    @Test
    void a_timer_that_comes_in_time_flushes() throws Exception {
        TickWriter writer = writer(Duration.ofMillis(200));
        sink(writer).write(row(0), null);
        Awaitility.await("the row is due").until(() -> writer.nanosUntilDue() == 0);

        assertThatThrownBy(() -> clock.advance(1_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(NO_DATABASE);
    }

    @Test
    void a_checkpoint_flushes() throws Exception {
        TickSinkWriter<TickRow> sink = sink(writer(Duration.ofHours(1)));
        sink.write(row(0), null);

        assertThatThrownBy(() -> sink.flush(false)).hasMessageContaining(NO_DATABASE);
    }

    @Test
    void a_closed_writer_leaves_no_timer() throws Exception {
        TickSinkWriter<TickRow> sink = sink(writer(Duration.ofHours(1)));
        sink.write(row(0), null);

        sink.close();

        assertThat(clock.getNumActiveTimers()).isZero();
    }

    private TickSinkWriter<TickRow> sink(TickWriter writer) throws Exception {
        clock.setCurrentTime(0);
        return new TickSinkWriter<>(writer, clock, 1);
    }

    private static TickWriter writer(Duration flushInterval) {
        return new TickWriter(
                new SinkSettings(NO_DATABASE, "postgres", "", "ticks", SinkMode.UPSERT, flushInterval, 1000),
                "test",
                0);
    }

    private static TickRow row(long offset) {
        return new TickRow(new Tick("BTC-USD", BigDecimal.ONE, "test", 1_732_435_200), 0, offset, 17);
    }
}
