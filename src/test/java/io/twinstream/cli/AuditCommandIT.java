package io.twinstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Broker;
import io.twinstream.lab.server.Database;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import io.twinstream.sink.SinkTables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The audit on a real broker and a real database. Each test has a topic of two partitions with 100 ticks, and a full
 * APPEND table.
 */
@ExperimentTest
class AuditCommandIT {

    private static final int TICKS = 100;

    // Not a fixed time of the past: the broker deletes what is older than its retention.
    private static final long SENT = System.currentTimeMillis();

    private static Broker broker;
    private static Database database;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String name;

    @BeforeAll
    static void start(Laboratory laboratory) {
        Environment environment = laboratory.with(Part.BROKER, Part.DATABASE);
        broker = environment.broker();
        database = environment.database();
    }

    @BeforeEach
    void fill(TestInfo test) throws Exception {
        name = "t" + Integer.toHexString(test.getDisplayName().hashCode());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
        try (Connection connection = database.connect()) {
            SinkTables.create(connection, name, new Subject(Lane.FLINK, SinkMode.APPEND), false);
        }
        send(0, IntStream.range(0, TICKS / 2).mapToObj(n -> tick(2 * n)).toArray(String[]::new));
        send(1, IntStream.range(0, TICKS / 2).mapToObj(n -> tick(2 * n + 1)).toArray(String[]::new));
        for (int n = 0; n < TICKS; n++) {
            insert(n % 2, n / 2, price(n) + "0");
        }
    }

    @Test
    void a_full_table_is_valid() {
        assertThat(audit()).isZero();
        assertThat(out.toString())
                .startsWith("VALID: table " + name + " against topic " + name + "\n"
                        + "  compared       100 records with 100 rows and 0 dead letters\n");
    }

    @Test
    void a_row_deleted_doubled_and_changed_by_hand_is_named_by_partition_and_offset() throws SQLException {
        execute("delete from " + name + " where kafka_partition = 0 and kafka_offset = 7");
        insert(1, 9, price(19));
        execute("update " + name + " set price = price + 0.00000001 where kafka_partition = 1 and kafka_offset = 3");

        assertThat(audit()).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("INVALID: ")
                .contains("  lost           1: " + name + "-0 offset 7\n")
                .contains("  duplicated     1: " + name + "-1 offset 9\n")
                .contains("  corrupted      1: " + name + "-1 offset 3\n")
                .contains(name + "-1 offset 3: price is 86746.10700001, not 86746.107\n");
    }

    @Test
    void a_malformed_record_in_the_dead_letters_is_rejected_and_a_row_of_no_record_unexpected() throws SQLException {
        send(0, "not JSON");
        execute("insert into " + SinkTables.deadLetters(name) + " values (0, 50, now(), 'x', 'not JSON')");
        assertThat(audit()).isZero();
        assertThat(out.toString()).contains("  rejected       1: " + name + "-0 offset 50\n");

        insert(1, 60, "1");
        assertThat(audit()).isEqualTo(1);
        assertThat(out.toString()).contains("  unexpected     1: " + name + "-1 offset 60\n");
    }

    @Test
    void a_kafka_timestamp_shifted_by_a_zone_is_corrupted() throws SQLException {
        execute("update " + name + " set kafka_timestamp = kafka_timestamp + interval '1 hour' where kafka_offset = 0");

        assertThat(audit()).isEqualTo(1);
        assertThat(out.toString()).contains("  corrupted      2: ");
    }

    @Test
    void a_topic_that_was_created_again_leaves_it_unknown() throws SQLException {
        execute("insert into " + name + "_topic values ('" + name + "', 'another id')");

        assertThat(audit()).isEqualTo(3);
        assertThat(out.toString()).startsWith("UNKNOWN: ").contains("was deleted and created again");
    }

    @Test
    void the_original_shape_of_the_table_is_not_checkable() throws SQLException {
        execute("alter table " + name + " drop column kafka_partition, drop column kafka_offset");

        assertThat(audit()).isEqualTo(2);
        assertOneSentence("Table " + name + " is not checkable: it has no columns kafka_partition and kafka_offset");
    }

    @Test
    void a_table_or_topic_or_database_that_is_not_there_is_named() {
        assertThat(audit("--table", "nothing")).isEqualTo(2);
        assertOneSentence("There is no table nothing at jdbc:postgresql://127.0.0.1:");
        assertThat(audit("--topic", "nothing")).isEqualTo(2);
        assertOneSentence("There is no topic nothing at " + broker.bootstrap());
        assertThat(audit("--dead-letters", "nothing")).isEqualTo(2);
        assertOneSentence("There is no table nothing at ");
        assertThat(audit("--user", "nobody")).isEqualTo(2);
        assertOneSentence("refuses this user or password");
        assertThat(audit("--password", "wrong")).isEqualTo(2);
        assertOneSentence("refuses this user or password");
        assertThat(audit("--password", "")).isEqualTo(2);
        assertOneSentence("refuses this user or password");
        assertThat(audit("--jdbc", "jdbc:postgresql://127.0.0.1:" + database.port() + "/nothing"))
                .isEqualTo(2);
        assertOneSentence("There is no such database at jdbc:postgresql://127.0.0.1:" + database.port() + "/nothing");
    }

    private int audit(String... more) {
        out.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(List.of("audit", "--settle", "1ms"));
        Map<String, String> options = new TreeMap<>(Map.of(
                "--bootstrap", broker.bootstrap(),
                "--topic", name,
                "--jdbc", database.jdbcUrl("public", "audit"),
                "--table", name,
                "--user", database.user(),
                "--password", database.password()));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        options.forEach((option, value) -> arguments.addAll(List.of(option, value)));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private void assertOneSentence(String sentence) {
        assertThat(err.toString()).contains(sentence).hasLineCount(1).doesNotContain("\tat ");
        err.getBuffer().setLength(0);
    }

    private void send(int partition, String... values) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String value : values) {
                var unused = producer.send(new ProducerRecord<>(name, partition, SENT, null, value.getBytes(UTF_8)));
            }
            producer.flush();
        }
    }

    private static String tick(int n) {
        return "{\"symbol\":\"BTC-USD\",\"price\":%s,\"user\":\"me\",\"timestamp\":1732435200}".formatted(price(n));
    }

    private static String price(int n) {
        return "86746." + (100 + n);
    }

    private void insert(int partition, long offset, String price) throws SQLException {
        execute("insert into %s values ('BTC-USD', %s, 'me', 1732435200, %d, %d, to_timestamp(%d::numeric / 1000))"
                .formatted(name, price, partition, offset, SENT));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
