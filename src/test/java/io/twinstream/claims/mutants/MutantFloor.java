package io.twinstream.claims.mutants;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.SinkTables;
import io.twinstream.sink.TickWriter;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.TickRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The floor with one defect: reads a batch, writes it, commits. What it does only once, it does to the first batch
 * after a thousand records. A crash leaves without a word, and it starts again in the same group: what was not written
 * or committed then never was. Its topic must hold well-formed ticks only.
 */
public final class MutantFloor {

    private static final int SOUND_RECORDS = 1_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private final PipelineSettings settings;
    private final SinkSettings sink;
    private final Mutation mutation;
    private final Tampering tampering;
    private volatile boolean running = true;
    private final AtomicInteger crashes = new AtomicInteger();
    private long read;
    private boolean done;

    /** A mutant that does not run yet. Its tables are there when this returns. */
    public MutantFloor(PipelineSettings settings, Mutation mutation) throws SQLException {
        SinkSettings asked = settings.sink();
        this.settings = settings;
        this.mutation = mutation;
        this.tampering = new Tampering(mutation);
        this.sink = new SinkSettings(
                asked.jdbcUrl(),
                asked.user(),
                asked.password(),
                asked.table(),
                mutation.mutant().sink(),
                asked.flushInterval(),
                asked.flushRows());
        try (Connection connection = sink.connect()) {
            SinkTables.create(
                    connection, sink.table(), new Subject(Lane.FLOOR, sink.mode()), sink.mode() != SinkMode.APPEND);
        }
    }

    /** Runs until it is asked to end. */
    public void run() throws SQLException {
        while (crashed()) {
            crashes.incrementAndGet();
        }
    }

    /** Asks it to end. */
    public void end() {
        running = false;
    }

    public int crashes() {
        return crashes.get();
    }

    /** Lives until it is asked to end or crashes. */
    private boolean crashed() throws SQLException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                TickWriter writer = new TickWriter(sink, "mutant", crashes.get())) {
            consumer.subscribe(List.of(settings.topic()));
            boolean crashed = false;
            while (running && !crashed) {
                crashed = crashedWith(poll(consumer), consumer, writer);
            }
            return crashed;
        }
    }

    private boolean crashedWith(List<TickRow> batch, KafkaConsumer<byte[], byte[]> consumer, TickWriter writer)
            throws SQLException {
        if (batch.isEmpty()) {
            return false;
        }
        boolean now = !done && read > SOUND_RECORDS;
        done |= now;
        Mutant mutant = mutation.mutant();
        if (mutant == Mutant.COMMITS_BEFORE_WRITING) {
            consumer.commitSync();
            if (now) {
                mutation.damages(batch);
                return true;
            }
        }
        write(batch, now, writer);
        if (mutant == Mutant.PLAIN_INSERT_ON_REPLAY && now) {
            mutation.damages(batch);
            return true;
        }
        consumer.commitSync();
        return false;
    }

    private void write(List<TickRow> batch, boolean now, TickWriter writer) throws SQLException {
        List<Parsed> tampered = tampering.of(batch);
        if (mutation.mutant() == Mutant.SWALLOWS_THE_LAST_ERROR && now) {
            writeRefused(tampered);
            return;
        }
        buffer(tampered, writer);
        if (mutation.mutant() == Mutant.BATCH_NOT_CLEARED_ON_RETRY && now) {
            mutation.damages(tampered);
            buffer(tampered, writer);
        }
        writer.flush();
    }

    private void writeRefused(List<Parsed> batch) {
        try (TickWriter writer = new TickWriter(sink, "mutant", crashes.get())) {
            TickRow first = (TickRow) batch.get(0);
            // No timestamp of PostgreSQL is so late.
            writer.write(new TickRow(first.tick(), first.partition(), first.offset(), Long.MAX_VALUE));
            buffer(batch, writer);
            writer.flush();
        } catch (SQLException e) {
            mutation.damages(batch);
        }
    }

    private static void buffer(List<Parsed> batch, TickWriter writer) throws SQLException {
        for (Parsed parsed : batch) {
            writer.write(parsed);
        }
    }

    private List<TickRow> poll(KafkaConsumer<byte[], byte[]> consumer) {
        if (mutation.mutant() == Mutant.JUDGED_BEFORE_THE_DRAIN) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        List<TickRow> batch = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            batch.add((TickRow) Parsed.of(record.partition(), record.offset(), record.timestamp(), record.value()));
        }
        read += batch.size();
        return batch;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.kafka().bootstrap(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        settings.group(),
                        // A member with a name does not say that it leaves, and is let in again at once.
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        "mutant",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        mutation.mutant() == Mutant.JUDGED_BEFORE_THE_DRAIN ? 1 : 500,
                        // Batches worth the name.
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        10_000,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        (int) POLL.toMillis()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
