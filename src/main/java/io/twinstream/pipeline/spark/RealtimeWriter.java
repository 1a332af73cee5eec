package io.twinstream.pipeline.spark;

import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.TickWriter;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;

/**
 * Writes {@link KafkaRecords} one by one as they come, with the writer that both engines share. Spark calls it for a
 * record or at a trigger's end, so a timer flushes what is due when no record follows. A flush of the timer that fails
 * is thrown at the next call and fails the task. The trigger ends when every task has closed its writer: what it covers
 * is durable by then.
 */
final class RealtimeWriter extends ForeachWriter<Row> {

    private static final long serialVersionUID = 1L;

    private final SinkSettings sink;

    // The task's thread and the timer's take turns. A task that is to end does not wait for the timer's turn to be
    // over.
    private transient ReentrantLock turn;
    private transient TickWriter writer;
    private transient ScheduledExecutorService timer;
    private transient Exception failure;

    RealtimeWriter(SinkSettings sink) {
        this.sink = sink;
    }

    @Override
    public boolean open(long partition, long epoch) {
        turn = new ReentrantLock();
        failure = null;
        TaskContext task = TaskContext.get();
        writer = new TickWriter(sink, "spark-realtime-" + partition, task == null ? 0 : task.attemptNumber());
        writer.epoch(epoch);
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "flush-" + partition);
            thread.setDaemon(true);
            return thread;
        });
        long nanos = Math.max(1, sink.flushInterval().toNanos());
        var unused = timer.scheduleWithFixedDelay(this::flushWhatIsDue, nanos, nanos, TimeUnit.NANOSECONDS);
        return true;
    }

    @Override
    public void process(Row kafkaRecord) {
        inTurn(() -> writer.write(KafkaRecords.parsed(kafkaRecord)));
    }

    @Override
    public void close(Throwable error) {
        try {
            if (error == null) {
                inTurn(writer::flush);
            }
        } finally {
            end();
        }
    }

    private void flushWhatIsDue() {
        turn.lock();
        try {
            if (failure == null && writer.nanosUntilDue() == 0) {
                writer.flush();
            }
        } catch (SQLException | RuntimeException e) {
            failure = e;
        } finally {
            turn.unlock();
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void inTurn(Work work) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The task was ended while the database was waited for.", e);
        }
        try {
            if (failure != null) {
                throw refused(failure);
            }
            work.run();
        } catch (SQLException e) {
            throw refused(e);
        } finally {
            turn.unlock();
        }
    }

    private static IllegalStateException refused(Exception e) {
        return new IllegalStateException("The database refused rows: " + e.getMessage(), e);
    }

    /** Interrupts the timer, if it waits for the database, and drops what is buffered. */
    private void end() {
        timer.shutdownNow();
        turn.lock();
        try {
            writer.close();
        } finally {
            turn.unlock();
        }
    }
}
