package io.twinstream.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a driver leaves that dies while it writes its first commit, before there are offsets:
 * docs/findings/spark-first-batch.md.
 */
class FirstBatchTest {

    @TempDir
    private Path checkpoints;

    @BeforeEach
    void leaveWhatWasBegun() throws IOException {
        Files.createFile(Files.createDirectories(checkpoints.resolve("commits")).resolve(".0.e265d1fc.tmp"));
    }

    @Test
    void this_release_of_spark_does_not_start_from_it() throws Exception {
        try (SparkSession spark = local(SparkSession.builder())) {
            StreamingQuery query = query(spark);

            assertThatThrownBy(query::awaitTermination)
                    .isInstanceOf(StreamingQueryException.class)
                    .hasMessageContaining("commits should be empty on batch 0");
        }
    }

    @Test
    void our_lanes_do() throws Exception {
        try (SparkSession spark = local(QueryProgram.session("lane"))) {
            StreamingQuery query = query(spark);

            Awaitility.await("the first commit")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(checkpoints.resolve("commits/0")));
            query.stop();
        }
    }

    private static SparkSession local(SparkSession.Builder session) {
        return session.master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }

    private StreamingQuery query(SparkSession spark) throws TimeoutException {
        return spark.readStream()
                .format("rate")
                .load()
                .writeStream()
                .format("noop")
                .option("checkpointLocation", checkpoints.toString())
                .start();
    }
}
