package io.twinstream.pipeline.spark;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.pipeline.Expired;
import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.pipeline.Program;
import io.twinstream.sink.SinkSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * The way from the topic to the table.
 *
 * @param ending the trigger and the sink
 */
record TickQuery(Program program, PipelineSettings settings, UnaryOperator<DataStreamWriter<Row>> ending) {

    /** Spark's own limit, {@code spark.sql.streaming.realTimeMode.minBatchDuration}. */
    static final Duration SHORTEST_REALTIME_TRIGGER = Duration.ofSeconds(5);

    static final Program BATCHES = new Program(
            Lane.SPARK,
            EnumSet.allOf(SinkMode.class),
            Set.of(SinkMode.UPSERT, SinkMode.TRANSACTIONAL),
            Set.of(SinkMode.TRANSACTIONAL));

    static final Program REAL_TIME = new Program(
            Lane.SPARK_REALTIME, Set.of(SinkMode.APPEND, SinkMode.UPSERT, SinkMode.LEDGER), Set.of(SinkMode.UPSERT));

    TickQuery {
        settings.forProgram(program);
        if (settings.checkpoints() == null) {
            throw new IllegalArgumentException(
                    "--checkpoints is missing: without a folder that outlives the driver, a query that is"
                            + " started again begins at the start of the topic.");
        }
    }

    /**
     * Every commit interval a micro-batch.
     *
     * @throws IllegalArgumentException if this lane cannot do what the settings ask for; the message is one sentence
     */
    static TickQuery ofBatches(PipelineSettings settings) {
        VoidFunction2<Dataset<Row>, Long> batch = batch(settings.sink());
        Trigger trigger = Trigger.ProcessingTime(settings.commitInterval().toMillis());
        return new TickQuery(BATCHES, settings, query -> query.trigger(trigger).foreachBatch(batch));
    }

    private static VoidFunction2<Dataset<Row>, Long> batch(SinkSettings sink) {
        return switch (sink.mode()) {
            case APPEND -> new AppendBatch(sink);
            case UPSERT, LEDGER -> new WriterBatch(sink);
            case TRANSACTIONAL -> new TransactionalBatch(sink);
        };
    }

    /**
     * Record by record; every commit interval the offsets are made durable.
     *
     * @throws IllegalArgumentException if this lane cannot do what the settings ask for; the message is one sentence
     */
    static TickQuery inRealTime(PipelineSettings settings) {
        Duration interval = settings.commitInterval();
        if (interval.compareTo(SHORTEST_REALTIME_TRIGGER) < 0) {
            throw new IllegalArgumentException("Option --commit-interval is " + interval.toMillis()
                    + " ms, but Spark's real-time mode needs at least 5s.");
        }
        RealtimeWriter writer = new RealtimeWriter(settings.sink());
        return new TickQuery(
                REAL_TIME,
                settings,
                query -> query.trigger(Trigger.RealTime(interval.toMillis()))
                        .outputMode("update")
                        .foreach(writer));
    }

    /**
     * Starts the query.
     *
     * @throws IOException if the folder of checkpoints cannot be used; Scala throws it without saying so
     */
    StreamingQuery start(SparkSession spark) throws IOException, TimeoutException {
        DataStreamWriter<Row> query = KafkaRecords.of(source(spark))
                .writeStream()
                .queryName(settings.group())
                .option("checkpointLocation", settings.checkpoints());
        return ending.apply(query).start();
    }

    private Dataset<Row> source(SparkSession spark) {
        DataStreamReader reader = spark.readStream().format("kafka");
        settings.kafka()
                .with(Map.of("isolation.level", "read_committed"))
                .forEach((name, value) -> reader.option("kafka." + name, value.toString()));
        return reader.option("subscribe", settings.topic())
                .option("groupIdPrefix", settings.group())
                .option("startingOffsets", "earliest")
                .option("failOnDataLoss", settings.expired() == Expired.FAIL)
                .load();
    }
}
