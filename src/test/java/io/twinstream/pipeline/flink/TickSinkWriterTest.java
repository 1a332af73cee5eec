package io.twinstream.pipeline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.lane.SinkMode;
import io.twinstream.pipeline.Refusal;
import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.TickWriter;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As far as it goes without a database: one that refuses every connection for good stands for it. */
class TickSinkWriterTest {

    private static final String REFUSED = "The database refused rows: ";

    private final Mailbox mailbox = new Mailbox();
    private ServerSocket noDatabase;

    @BeforeEach
    void listen() throws IOException {
        noDatabase = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread refusing = new Thread(() -> {
            try {
                while (true) {
                    Refusal.of(noDatabase.accept());
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        refusing.setDaemon(true);
        refusing.start();
    }

    @AfterEach
    void close() throws IOException {
        noDatabase.close();
    }

    @Test
    void a_refused_row_fails_the_task_though_nothing_follows() throws Exception {
        try (TickSinkWriter<TickRow> sink = sink(Duration.ZERO)) {
            sink.write(row(0), null);

            assertThatThrownBy(() -> mailbox.next().run())
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(REFUSED);
        }
    }

    @Test
    void a_checkpoint_waits_for_what_was_written_and_fails_with_it() throws Exception {
        try (TickSinkWriter<TickRow> sink = sink(Duration.ofHours(1))) {
            sink.write(row(0), null);
            assertThat(mailbox.mails).isEmpty();

            assertThatThrownBy(() -> sink.flush(false))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(REFUSED);
        }
    }

    @Test
    void a_task_that_ends_already_is_not_failed_again() throws Exception {
        mailbox.closed = true;
        try (TickSinkWriter<TickRow> sink = sink(Duration.ofHours(1))) {
            sink.write(row(0), null);

            assertThatThrownBy(() -> sink.flush(true)).hasMessageStartingWith(REFUSED);
        }
        assertThat(mailbox.mails).isEmpty();
    }

    private TickSinkWriter<TickRow> sink(Duration linger) {
        SinkSettings settings = new SinkSettings(
                "jdbc:postgresql://127.0.0.1:" + noDatabase.getLocalPort()
                        + "/prices?sslmode=disable&gssEncMode=disable",
                "me",
                "",
                "ticks",
                SinkMode.UPSERT,
                linger,
                1000);
        return new TickSinkWriter<>(onFailure -> new TickWriter(settings, "test", 0, onFailure), mailbox, 1);
    }

    private static TickRow row(long offset) {
        return new TickRow(new Tick("BTC-USD", BigDecimal.ONE, "test", 1_732_435_200), 0, offset, 17);
    }

    private static final class Mailbox implements MailboxExecutor {

        private final BlockingQueue<ThrowingRunnable<? extends Exception>> mails = new LinkedBlockingQueue<>();
        private volatile boolean closed;

        ThrowingRunnable<? extends Exception> next() throws InterruptedException {
            ThrowingRunnable<? extends Exception> mail = mails.poll(30, TimeUnit.SECONDS);
            assertThat(mail).isNotNull();
            return mail;
        }

        @Override
        public void execute(
                MailOptions options, ThrowingRunnable<? extends Exception> command, String text, Object... args) {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            mails.add(command);
        }

        @Override
        public void yield() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean tryYield() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean shouldInterrupt() {
            return false;
        }
    }
}
