package io.twinstream.pipeline.spark;

import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.sink.SinkSettings;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** The way from the topic to the table. */
record TickQuery(PipelineSettings settings, VoidFunction2<Dataset<Row>, Long> batch) {

    /**
     * The query that these settings ask for.
     *
     * @throws IllegalArgumentException if this lane cannot do what they ask for; the message is one sentence
     */
    static TickQuery of(PipelineSettings settings) {
        if (settings.checkpoints() == null) {
            throw new IllegalArgumentException(
                    "--checkpoints is missing: without a folder that outlives the driver, a query that is"
                            + " started again begins at the start of the topic.");
        }
        return new TickQuery(settings, batch(settings.sink()));
    }

    private static VoidFunction2<Dataset<Row>, Long> batch(SinkSettings sink) {
        return switch (sink.mode()) {
            case APPEND -> new AppendBatch(sink);
            case UPSERT -> new UpsertBatch(sink);
            case TRANSACTIONAL ->
                throw new IllegalArgumentException(
                        "Lane spark has no sink TRANSACTIONAL yet; take --sink append or --sink upsert.");
        };
    }

    /**
     * Starts the query.
     *
     * @throws IOException if the folder of checkpoints cannot be used; Scala throws it without saying so
     */
    StreamingQuery start(SparkSession spark) throws IOException, TimeoutException {
        return KafkaRecords.of(source(spark))
                .writeStream()
                .queryName(settings.group())
                .option("checkpointLocation", settings.checkpoints())
                .trigger(Trigger.ProcessingTime(settings.commitInterval().toMillis()))
                .foreachBatch(batch)
                .start();
    }

    private Dataset<Row> source(SparkSession spark) {
        return spark.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", settings.bootstrap())
                .option("kafka.isolation.level", "read_committed")
                .option("subscribe", settings.topic())
                .option("groupIdPrefix", settings.group())
                .option("startingOffsets", "earliest")
                .option("failOnDataLoss", true)
                .load();
    }
}
