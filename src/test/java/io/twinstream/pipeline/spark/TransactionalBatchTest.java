package io.twinstream.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionalBatchTest {

    private static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    @Test
    void spark_gives_each_batch_the_id_that_a_restart_of_the_query_keeps() throws Exception {
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate()) {
            String first = run(spark);
            String second = run(spark);

            assertThat(second).isEqualTo(first);
            assertThat(TOLD).hasSizeGreaterThanOrEqualTo(2).containsOnly(first);
        }
    }

    /** Runs at least one batch; the query's id. */
    private String run(SparkSession spark) throws Exception {
        VoidFunction2<Dataset<Row>, Long> tell = (batch, id) ->
                TOLD.add(batch.sparkSession().sparkContext().getLocalProperty(TransactionalBatch.QUERY_ID));
        int before = TOLD.size();
        StreamingQuery query = spark.readStream()
                .format("rate-micro-batch")
                .option("rowsPerBatch", 1)
                .load()
                .writeStream()
                .option("checkpointLocation", folder.toString())
                .trigger(Trigger.ProcessingTime(100))
                .foreachBatch(tell)
                .start();
        while (TOLD.size() == before && query.isActive()) {
            query.awaitTermination(50);
        }
        query.stop();
        return query.id().toString();
    }
}
