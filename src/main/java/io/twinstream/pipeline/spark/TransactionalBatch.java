package io.twinstream.pipeline.spark;

import io.twinstream.sink.BatchWriter;
import io.twinstream.sink.SinkSettings;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes a batch of {@link KafkaRecords} and the fact that it is written in one transaction, by one task: a transaction
 * has one connection. A task that fails leaves nothing behind; Spark starts it again, four times by default,
 * and each time it waits about a minute for a database that is away.
 */
record TransactionalBatch(SinkSettings sink) implements VoidFunction2<Dataset<Row>, Long> {

    /** Spark gives it to whatever a query starts. It is in the checkpoint folder, so a restart keeps it. */
    static final String QUERY_ID = "sql.streaming.queryId";

    @Override
    public void call(Dataset<Row> batch, Long id) {
        String query = batch.sparkSession().sparkContext().getLocalProperty(QUERY_ID);
        if (query == null) {
            throw new IllegalStateException("Spark does not tell which query batch " + id + " belongs to.");
        }
        batch.coalesce(1).foreachPartition(new Task(sink, query, id));
    }

    private record Task(SinkSettings sink, String query, long batch) implements ForeachPartitionFunction<Row> {

        @Override
        public void call(Iterator<Row> records) throws Exception {
            int attempt = TaskContext.get().attemptNumber();
            try (BatchWriter writer = new BatchWriter(sink, "spark", attempt, query, batch)) {
                if (!writer.begin()) {
                    return;
                }
                while (records.hasNext()) {
                    writer.write(KafkaRecords.parsed(records.next()));
                }
                writer.commit();
            }
        }
    }
}
