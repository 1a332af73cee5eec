package io.twinstream.lab.example;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Gap;
import io.twinstream.experiment.Settings;
import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.lab.fault.Member;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.lane.LaneDriver;
import io.twinstream.lab.lane.Launch;
import io.twinstream.lab.lane.RunningLane;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.server.ServerProcess;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.sink.SinkTables;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.TickRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The lane {@code example}: a thread that reads the topic and inserts with plain JDBC. */
public final class ExampleLane implements LaneDriver {

    private static final Lane EXAMPLE = new Lane("example");
    private static final String TABLE = "crypto_prices_example";

    /** It, for a trial. */
    public static Deployment example() {
        return Deployment.of(EXAMPLE, SinkMode.APPEND);
    }

    @Override
    public Lane lane() {
        return EXAMPLE;
    }

    @Override
    public Set<SinkMode> sinks() {
        return Set.of(SinkMode.APPEND);
    }

    /** Offsets are committed after the rows: what lies between the two is inserted again. */
    @Override
    public Contract contract(SinkMode sink) {
        return Contract.atLeastOnce();
    }

    @Override
    public List<Gap> gaps() {
        return List.of();
    }

    @Override
    public int colour() {
        return 0x009e73;
    }

    @Override
    public boolean isOfMatrix() {
        return false;
    }

    @Override
    public Set<Part> parts() {
        return Set.of();
    }

    @Override
    public Duration commitInterval(Settings settings) {
        return Duration.ofSeconds(1);
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public RunningLane start(Launch launch) throws SQLException {
        PipelineSettings settings = PipelineSettings.parse(
                TABLE, Duration.ofSeconds(1), launch.options().toArray(String[]::new));
        try (Connection connection = settings.sink().connect()) {
            SinkTables.create(connection, TABLE, new Subject(EXAMPLE, SinkMode.APPEND), false);
        }
        return new Running(launch, settings);
    }

    private static final class Running implements RunningLane {

        private static final String INSERT = "insert into " + TABLE + " values (?, ?, ?, ?, ?, ?, ?)";

        private final Launch launch;
        private final PipelineSettings settings;
        private final AtomicInteger attempt = new AtomicInteger();
        private final Thread thread = new Thread(this::run, "example");
        private volatile boolean running = true;

        Running(Launch launch, PipelineSettings settings) {
            this.launch = launch;
            this.settings = settings;
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            while (running) {
                try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                        Connection connection = settings.sink().connect()) {
                    connection.setAutoCommit(false);
                    consumer.subscribe(List.of(settings.topic()));
                    carry(consumer, connection);
                } catch (SQLException e) {
                    attempt.incrementAndGet(); // from the committed offsets on
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                }
            }
        }

        private void carry(KafkaConsumer<byte[], byte[]> consumer, Connection connection) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                while (running) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                        add(record, insert);
                    }
                    insert.executeBatch();
                    connection.commit();
                    consumer.commitSync();
                }
            }
        }

        private static void add(ConsumerRecord<byte[], byte[]> record, PreparedStatement insert) throws SQLException {
            Parsed parsed = Parsed.of(record.partition(), record.offset(), record.timestamp(), record.value());
            if (parsed instanceof TickRow row) {
                insert.setString(1, row.tick().symbol());
                insert.setBigDecimal(2, row.tick().price());
                insert.setString(3, row.tick().user());
                insert.setLong(4, row.tick().timestamp());
                insert.setInt(5, row.partition());
                insert.setLong(6, row.offset());
                insert.setObject(7, Instant.ofEpochMilli(row.kafkaTimestamp()).atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
        }

        private KafkaConsumer<byte[], byte[]> consumer() {
            return new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            settings.kafka().bootstrap(),
                            "group.id",
                            settings.group(),
                            "enable.auto.commit",
                            false,
                            "auto.offset.reset",
                            "earliest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        }

        @Override
        public State state() {
            return thread.isAlive() ? State.RUNNING : State.FAILED;
        }

        @Override
        public int attempt() {
            return attempt.get();
        }

        @Override
        public String unit() {
            return "group";
        }

        /** The broker is asked, not the lane: its own word must not end the wait for it. */
        @Override
        public Map<Integer, Long> durableOffsets() {
            return launch.topic().committed(launch.place());
        }

        /** None of its own. */
        @Override
        public List<ServerProcess> processes() {
            return List.of();
        }

        @Override
        public List<Member> workers() {
            return List.of();
        }

        @Override
        public Optional<String> life() {
            return thread.isAlive() ? Optional.of("life " + attempt()) : Optional.empty();
        }

        /** It starts again by itself. */
        @Override
        public void revive() {}

        @Override
        public void stop() {
            running = false;
            try {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
