package io.twinstream.pipeline.spark;

import io.twinstream.sink.SinkSettings;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes a batch of {@link KafkaRecords} with the shared writer alone: written again, it changes nothing. */
record WriterBatch(SinkSettings sink) implements VoidFunction2<Dataset<Row>, Long> {

    @Override
    public void call(Dataset<Row> batch, Long id) {
        batch.foreachPartition(new PartitionWriter(sink, id, KafkaRecords::parsed));
    }
}
