package io.twinstream.pipeline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.lane.SinkMode;
import io.twinstream.pipeline.Refusal;
import io.twinstream.sink.SinkSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that refuses every user stands for the database: that it is asked is what there is to see. */
class RealtimeWriterTest {

    private static final Row KAFKA_RECORD = RowFactory.create(
            0, 5L, 17L, "{\"symbol\":\"BTC-USD\",\"price\":1,\"user\":\"me\",\"timestamp\":1}".getBytes(UTF_8));

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setSoTimeout(60_000);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void a_record_is_written_though_no_other_follows_and_a_refusal_fails_the_task() throws IOException {
        RealtimeWriter writer = opened(Duration.ofMillis(20));
        writer.process(KAFKA_RECORD);

        refuseOne();

        assertThatIllegalStateException()
                .isThrownBy(() -> writer.close(null))
                .withMessageStartingWith("The database refused rows: FATAL: no");
        assertNobodyConnects();
    }

    @Test
    void a_record_that_comes_after_the_refusal_hears_of_it() throws IOException {
        RealtimeWriter writer = opened(Duration.ofMillis(20));
        writer.process(KAFKA_RECORD);

        refuseOne();

        Awaitility.await("a record to hear of it")
                .untilAsserted(() -> assertThatIllegalStateException()
                        .isThrownBy(() -> writer.process(KAFKA_RECORD))
                        .withMessageStartingWith("The database refused rows: FATAL: no"));
        writer.close(new IOException("as Spark does after a failure"));
        assertNobodyConnects();
    }

    @Test
    void what_is_refused_when_a_trigger_ends_fails_the_query(@TempDir Path checkpoints) throws Exception {
        CompletableFuture<Void> refusal = CompletableFuture.runAsync(this::refuseOne);
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate()) {
            StreamingQuery query = spark.readStream()
                    .format("rate-micro-batch")
                    .option("rowsPerBatch", 1)
                    .load()
                    .select(lit(0), col("value"), lit(17L), lit("{}".getBytes(UTF_8)))
                    .writeStream()
                    .option("checkpointLocation", checkpoints.toString())
                    .foreach(new RealtimeWriter(settings(Duration.ofHours(1))))
                    .start();

            assertThatThrownBy(() -> query.awaitTermination(90_000))
                    .isInstanceOf(StreamingQueryException.class)
                    .hasStackTraceContaining("The database refused rows: FATAL: no");
            assertThat(checkpoints.resolve("commits/0")).doesNotExist();
        }
        refusal.join();
    }

    @Test
    void what_a_failed_task_has_buffered_is_left_to_the_next_attempt() throws IOException {
        RealtimeWriter writer = opened(Duration.ofHours(1));
        writer.process(KAFKA_RECORD);

        writer.close(new IOException("planted"));

        assertNobodyConnects();
    }

    private RealtimeWriter opened(Duration flushInterval) {
        RealtimeWriter writer = new RealtimeWriter(settings(flushInterval));
        assertThat(writer.open(0, 3)).isTrue();
        return writer;
    }

    private SinkSettings settings(Duration flushInterval) {
        String url =
                "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/prices?sslmode=disable&gssEncMode=disable";
        return new SinkSettings(url, "me", "", "ticks", SinkMode.UPSERT, flushInterval, 1000);
    }

    /** Waits for a session, and says in PostgreSQL's protocol that this user may not come in. */
    private void refuseOne() {
        try {
            Refusal.of(server.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertNobodyConnects() throws IOException {
        server.setSoTimeout(200);
        assertThatThrownBy(() -> server.accept().close()).isInstanceOf(SocketTimeoutException.class);
    }
}
