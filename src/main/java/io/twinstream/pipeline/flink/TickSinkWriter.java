package io.twinstream.pipeline.flink;

import io.twinstream.sink.TickWriter;
import io.twinstream.tick.Parsed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** Hands rows to a {@link TickWriter} and wakes it up when they are due. All calls come from the task's own thread. */
final class TickSinkWriter<T extends Parsed> implements SinkWriter<T> {

    private final TickWriter writer;
    private final ProcessingTimeService clock;
    private long epoch;
    private ScheduledFuture<?> timer;

    /** @param epoch the first checkpoint that will cover rows of this writer */
    TickSinkWriter(TickWriter writer, ProcessingTimeService clock, long epoch) {
        this.writer = writer;
        this.clock = clock;
        this.epoch = epoch;
        writer.epoch(epoch);
    }

    @Override
    public void write(T parsed, Context context) throws IOException {
        try {
            writer.write(parsed);
        } catch (SQLException e) {
            throw refused(e);
        }
        setTimer();
    }

    private void setTimer() {
        long nanos = writer.nanosUntilDue();
        if (timer != null || nanos == Long.MAX_VALUE) {
            return;
        }
        // A millisecond more, for what is cut off here would wake the writer too early.
        long due = clock.getCurrentProcessingTime() + TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
        timer = clock.registerTimer(due, time -> wakeUp());
    }

    /** What it throws fails the task. */
    private void wakeUp() throws IOException {
        timer = null;
        if (writer.nanosUntilDue() == 0) {
            flushNow();
        }
        setTimer();
    }

    /**
     * Called before each checkpoint and at the end of the stream. Flink does not tell which checkpoint, so they are
     * counted.
     */
    @Override
    public void flush(boolean endOfInput) throws IOException {
        flushNow();
        epoch++;
        writer.epoch(epoch);
    }

    private void flushNow() throws IOException {
        try {
            writer.flush();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static IOException refused(SQLException e) {
        return new IOException("The database refused rows: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel(false);
        }
        writer.close();
    }
}
