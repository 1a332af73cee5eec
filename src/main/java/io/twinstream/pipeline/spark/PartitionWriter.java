package io.twinstream.pipeline.spark;

import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.TickWriter;
import io.twinstream.tick.Parsed;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/**
 * Writes one partition of a batch with the writer that both engines share. A flush that fails fails the task, and Spark
 * starts it again.
 *
 * @param batch the batch's id, the epoch of the journal
 * @param reader how a Spark row is read
 */
record PartitionWriter(SinkSettings sink, long batch, MapFunction<Row, ? extends Parsed> reader)
        implements ForeachPartitionFunction<Row> {

    @Override
    public void call(Iterator<Row> partition) throws Exception {
        if (!partition.hasNext()) {
            return;
        }
        TaskContext task = TaskContext.get();
        try (TickWriter writer = new TickWriter(sink, "spark-" + task.partitionId(), task.attemptNumber())) {
            writer.epoch(batch);
            while (partition.hasNext()) {
                writer.write(reader.call(partition.next()));
            }
            writer.flush();
        }
    }
}
