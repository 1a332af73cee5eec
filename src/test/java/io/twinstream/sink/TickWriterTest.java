package io.twinstream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.lane.SinkMode;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickRow;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What needs no database; the rest is in {@link TickWriterIT}. */
class TickWriterTest {

    @Test
    void an_empty_writer_is_never_due_and_flushes_without_a_connection() throws SQLException {
        try (TickWriter writer = writerTo(1, Duration.ofHours(1), 10)) {
            writer.flush();

            assertThat(writer.nanosUntilDue()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void the_oldest_row_says_when_the_writer_is_due() throws SQLException {
        try (TickWriter writer = writerTo(1, Duration.ofHours(1), 10)) {
            writer.write(row(0));
            long first = writer.nanosUntilDue();
            writer.write(row(1));

            assertThat(writer.nanosUntilDue()).isPositive().isLessThan(first);
        }
    }

    @Test
    void an_unreachable_database_is_an_error_and_the_rows_stay_buffered() throws Exception {
        try (TickWriter writer = writerTo(unusedPort(), Duration.ofHours(1), 2)) {
            writer.write(row(0));

            assertThatThrownBy(() -> writer.write(row(1)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
            assertThat(writer.nanosUntilDue()).isLessThan(Long.MAX_VALUE);
            assertThatThrownBy(writer::flush).isInstanceOf(SQLException.class);
        }
    }

    private static TickWriter writerTo(int port, Duration flushInterval, int flushRows) {
        SinkSettings settings = new SinkSettings(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "postgres",
                "",
                "ticks",
                SinkMode.UPSERT,
                flushInterval,
                flushRows);
        return new TickWriter(settings, "test", 0, Duration.ofMillis(100));
    }

    private static int unusedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static TickRow row(long offset) {
        return new TickRow(new Tick("BTC-USD", new BigDecimal("86746.075"), "test", 1_732_435_200), 0, offset, 0);
    }
}
