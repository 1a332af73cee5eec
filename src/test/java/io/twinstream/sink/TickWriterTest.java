package io.twinstream.sink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.lane.SinkMode;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What needs no database; the rest is in {@link TickWriterIT}. */
class TickWriterTest {

    private final List<Throwable> heard = new CopyOnWriteArrayList<>();

    @Test
    void a_writer_without_rows_flushes_without_a_connection() throws SQLException {
        try (TickWriter writer = writerTo(1, 10)) {
            writer.flush();
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void an_unreachable_database_is_an_error_of_every_later_call_and_reported_once() throws Exception {
        try (TickWriter writer = writerTo(unusedPort(), 2)) {
            writer.write(row(0));

            assertThatThrownBy(writer::flush)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
            assertThatThrownBy(() -> writer.write(row(1))).isInstanceOf(SQLException.class);
            assertThatThrownBy(writer::flush).isInstanceOf(SQLException.class);
        }
        assertThat(heard).singleElement().isInstanceOf(SQLException.class);
    }

    @Test
    void a_mistake_of_ours_is_an_error_too_and_nobody_waits_for_ever() throws Exception {
        try (TickWriter writer = new TickWriter(settings("no PostgreSQL URL", 10), "test", 0, heard::add)) {
            writer.write(row(0));

            assertThatThrownBy(writer::flush)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no PostgreSQL URL");
        }
        assertThat(heard).hasSize(1);
    }

    @Test
    void a_writer_whose_database_is_silent_takes_a_group_more_and_then_makes_its_caller_wait() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TickWriter writer = writerTo(silent.getLocalPort(), 2)) {
            writer.write(row(0));
            try (Socket session = silent.accept()) {
                writer.write(row(1));
                writer.write(row(2));
                CompletableFuture<Throwable> thrown = new CompletableFuture<>();
                Thread caller = new Thread(() -> {
                    try {
                        writer.write(row(3));
                        thrown.complete(null);
                    } catch (SQLException e) {
                        thrown.complete(e);
                    }
                });
                caller.start();
                Awaitility.await("the caller to wait").until(() -> caller.getState() == Thread.State.WAITING);
                assertThat(thrown).isNotDone();

                caller.interrupt();

                assertThat(thrown.get(10, SECONDS))
                        .isInstanceOf(SQLException.class)
                        .hasMessage("The task was ended while the database was waited for.");
                assertThat(session.isConnected()).isTrue();
            }
        }
    }

    @Test
    void a_writer_is_closed_at_once_though_its_database_is_silent_and_leaves_no_thread() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TickWriter writer = writerTo(silent.getLocalPort(), 2);
            writer.write(row(0));
            try (Socket session = silent.accept()) {
                long begun = System.nanoTime();

                writer.close();

                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(14));
                assertThat(session.isConnected()).isTrue();
            }
        }
        Awaitility.await("the writer's thread to end")
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("writer test")));
        assertThat(heard).isEmpty();
    }

    @Test
    void a_writer_that_waits_for_its_database_to_come_back_is_closed_at_once() throws Exception {
        TickWriter writer =
                new TickWriter(settings(url(unusedPort()), 2), "test", 0, heard::add, Duration.ofMinutes(10));
        writer.write(row(0));
        SECONDS.sleep(1);
        long begun = System.nanoTime();

        writer.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThatIllegalStateException().isThrownBy(() -> writer.write(row(1))).withMessage("This writer is closed.");
        assertThat(heard).isEmpty();
    }

    private TickWriter writerTo(int port, int flushRows) {
        return new TickWriter(settings(url(port), flushRows), "test", 0, heard::add, Duration.ofMillis(100));
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private static SinkSettings settings(String url, int flushRows) {
        return new SinkSettings(url, "postgres", "", "ticks", SinkMode.UPSERT, Duration.ZERO, flushRows);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static TickRow row(long offset) {
        return new TickRow(new Tick("BTC-USD", new BigDecimal("86746.075"), "test", 1_732_435_200), 0, offset, 0);
    }
}
