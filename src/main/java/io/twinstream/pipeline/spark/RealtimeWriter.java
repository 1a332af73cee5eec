package io.twinstream.pipeline.spark;

import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.TickWriter;
import java.sql.SQLException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;

/**
 * Writes {@link KafkaRecords} as they come, with the writer that both engines share. What it is refused is thrown at the
 * next record or at the trigger's end, and fails the task. The trigger ends when every task has closed its writer: what
 * it covers is durable by then.
 */
final class RealtimeWriter extends ForeachWriter<Row> {

    private static final long serialVersionUID = 1L;

    private final SinkSettings sink;

    private transient TickWriter writer;

    RealtimeWriter(SinkSettings sink) {
        this.sink = sink;
    }

    @Override
    public boolean open(long partition, long epoch) {
        TaskContext task = TaskContext.get();
        writer = new TickWriter(sink, "spark-realtime-" + partition, task == null ? 0 : task.attemptNumber());
        writer.epoch(epoch);
        return true;
    }

    @Override
    public void process(Row kafkaRecord) {
        try {
            writer.write(KafkaRecords.parsed(kafkaRecord));
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    @Override
    public void close(Throwable error) {
        try (TickWriter closing = writer) {
            if (error == null) {
                closing.flush();
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static IllegalStateException refused(SQLException e) {
        return new IllegalStateException("The database refused rows: " + e.getMessage(), e);
    }
}
