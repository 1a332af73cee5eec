package io.twinstream.pipeline.flink;

import io.twinstream.sink.TickWriter;
import io.twinstream.tick.Parsed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * Hands rows to a {@link TickWriter}, whose own thread writes them. What that is refused fails the task at once, though
 * no record and no checkpoint follows.
 */
final class TickSinkWriter<T extends Parsed> implements SinkWriter<T> {

    private final TickWriter writer;
    private long epoch;

    /**
     * A sink's writer for one task.
     *
     * @param writers makes the writer, which reports there what it failed of
     * @param mailbox of the task
     * @param epoch the first checkpoint that will cover rows of this writer
     */
    TickSinkWriter(Function<Consumer<Throwable>, TickWriter> writers, MailboxExecutor mailbox, long epoch) {
        this.writer = writers.apply(failure -> failTask(mailbox, failure));
        this.epoch = epoch;
        writer.epoch(epoch);
    }

    private static void failTask(MailboxExecutor mailbox, Throwable failure) {
        try {
            mailbox.execute(
                    () -> {
                        throw refused(failure);
                    },
                    "the database refused rows");
        } catch (RejectedExecutionException e) {
            // The task ends already.
        }
    }

    @Override
    public void write(T parsed, Context context) throws IOException {
        try {
            writer.write(parsed);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /**
     * Called before each checkpoint and at the end of the stream. Flink does not say which checkpoint, so they are
     * counted.
     */
    @Override
    public void flush(boolean endOfInput) throws IOException {
        try {
            writer.flush();
        } catch (SQLException e) {
            throw refused(e);
        }
        epoch++;
        writer.epoch(epoch);
    }

    private static IOException refused(Throwable failure) {
        return new IOException("The database refused rows: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        writer.close();
    }
}
