package io.twinstream.lab.lane;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.pipeline.Program;
import io.twinstream.sink.TickWriter;
import io.twinstream.tick.Parsed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The lane {@code floor}: a bare consumer with the writer that both engines use. It shows what the way from the topic
 * to the table costs without an engine. Rows are flushed before their offsets are committed, so a replay is absorbed by
 * the key.
 */
public final class FloorLane {

    /** Said once its tables are there and it reads. */
    static final String READY = "floor reads";

    /** The table of its rows. */
    static final String TABLE = "crypto_prices_floor";

    static final Program PROGRAM = new Program(Lane.FLOOR, Set.of(SinkMode.UPSERT), Set.of(SinkMode.UPSERT));

    private static final Duration POLL = Duration.ofMillis(100);

    private FloorLane() {}

    /** Takes the options of {@link PipelineSettings} and runs until it is asked to end. */
    public static void main(String... args) throws SQLException, InterruptedException {
        PipelineSettings settings =
                PipelineSettings.parse(TABLE, Duration.ofSeconds(1), args).forProgram(PROGRAM);
        try (Connection connection = settings.sink().connect()) {
            PROGRAM.createTables(connection, settings.sink());
        }
        AtomicBoolean running = new AtomicBoolean(true);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.set(false);
            joinUninterruptibly(main);
        }));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(settings);
                TickWriter writer = new TickWriter(settings.sink(), "floor", 0)) {
            consumer.subscribe(List.of(settings.topic()));
            System.out.println(READY + " " + settings.topic());
            carry(consumer, writer, settings.commitInterval(), running);
        }
    }

    private static void carry(
            KafkaConsumer<byte[], byte[]> consumer, TickWriter writer, Duration commitInterval, AtomicBoolean running)
            throws SQLException {
        long commitDue = System.nanoTime() + commitInterval.toNanos();
        while (running.get()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                writer.write(Parsed.of(record.partition(), record.offset(), record.timestamp(), record.value()));
            }
            if (System.nanoTime() >= commitDue) {
                writer.flush();
                consumer.commitSync();
                commitDue += commitInterval.toNanos();
            }
        }
        writer.flush();
        consumer.commitSync();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(PipelineSettings settings) {
        return new KafkaConsumer<>(
                settings.kafka()
                        .with(Map.of(
                                ConsumerConfig.GROUP_ID_CONFIG,
                                settings.group(),
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void joinUninterruptibly(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
