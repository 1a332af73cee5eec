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
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
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
        try (Admin admin = admin()) {
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
        execute("insert into " + SinkTables.deadLetters(name) + " values (0, 50, now(), 'not JSON', 'not JSON')");
        assertThat(audit()).isZero();
        assertThat(out.toString()).contains("  rejected       1: " + name + "-0 offset 50\n");

        execute("update " + SinkTables.deadLetters(name) + " set raw = 'x'");
        assertThat(audit()).isEqualTo(1);
        assertThat(out.toString()).contains(name + "-0 offset 50: its dead letter holds other bytes (not JSON: ");
        execute("update " + SinkTables.deadLetters(name) + " set raw = 'not JSON'");

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
    void a_column_whose_values_cannot_be_read_exactly_is_refused_by_its_name_and_type() throws SQLException {
        execute("alter table " + name + " alter column kafka_offset type numeric(20,1) using kafka_offset + 0.4");
        assertThat(audit()).isEqualTo(2);
        assertOneSentence("its column kafka_offset is of type numeric(20,1), whose values cannot be compared exactly");

        execute("alter table " + name + " alter column kafka_offset type numeric(20,0)");
        assertThat(audit()).isZero();
        execute("alter table " + name + " alter column \"timestamp\" type double precision");
        assertThat(audit()).isEqualTo(2);
        assertOneSentence("its column timestamp is of type double precision");
        execute("alter table " + name + " alter column \"timestamp\" type bigint");
        execute("alter table " + name + " alter column kafka_timestamp type text");
        assertThat(audit()).isEqualTo(2);
        assertOneSentence("its column kafka_timestamp is of type text, whose values cannot be compared exactly; "
                + "it has to be timestamp");
    }

    @Test
    void one_infinite_time_is_one_corrupted_row_and_blanks_that_pad_a_symbol_are_none() throws SQLException {
        execute("alter table " + name + " alter column symbol type char(12)");
        assertThat(audit()).isZero();

        execute("update " + name + " set kafka_timestamp = 'infinity' where kafka_partition = 0 and kafka_offset = 3");
        execute("update " + name + " set kafka_timestamp = '-infinity' where kafka_partition = 0 and kafka_offset = 4");
        assertThat(audit()).isEqualTo(1);
        assertThat(out.toString()).contains("  corrupted      2: " + name + "-0 offsets 3..4\n");
    }

    @Test
    void a_view_is_read_like_a_table_under_the_name_that_psql_takes() throws SQLException {
        execute("drop schema if exists \"Market Data\" cascade");
        execute("create schema \"Market Data\"");
        execute("create view \"Market Data\".\"Prices\" as select * from public." + name);

        assertThat(audit("--table", "\"Market Data\".\"Prices\"")).isZero();
        assertThat(out.toString()).startsWith("VALID: table Market Data.Prices against topic ");
    }

    @Test
    void tables_of_a_neighbour_that_are_called_like_ours_are_left_alone_or_named() throws SQLException {
        execute("drop table " + SinkTables.journal(name));
        execute("create table " + SinkTables.journal(name) + " (day date)");
        assertThat(audit()).isZero();

        execute("drop table " + SinkTables.deadLetters(name));
        execute("create table " + SinkTables.deadLetters(name) + " (letter text)");
        assertThat(audit()).isEqualTo(2);
        assertOneSentence("Table " + SinkTables.deadLetters(name) + " at ");
    }

    @Test
    void rows_that_a_policy_hides_are_no_lost_records() throws SQLException {
        String reader = "reader_of_" + name;
        execute("create role " + reader + " login password 'reads'");
        execute("grant select on all tables in schema public to " + reader);
        execute("alter table " + name + " enable row level security");
        execute("create policy some_rows on " + name + " using (kafka_offset < 40)");

        assertThat(audit("--user", reader, "--password", "reads")).isEqualTo(2);
        assertOneSentence("Row-level security hides rows of table " + name + " at ");
        execute("drop owned by " + reader);
        execute("drop role " + reader);
    }

    @Test
    void records_that_were_deleted_before_the_audit_leave_it_unknown_with_their_rows_and_without() throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(name, 0), RecordsToDelete.beforeOffset(5)))
                    .all()
                    .get();
        }
        assertThat(audit()).isEqualTo(3);
        assertThat(out.toString())
                .contains("its first 5 records")
                .contains("  not checkable  5 rows of records that the topic no longer holds\n");

        execute("delete from " + name + " where kafka_partition = 0 and kafka_offset < 5");
        assertThat(audit()).isEqualTo(3);
        assertThat(out.toString()).contains(name + "-0 begins at offset 5");
    }

    @Test
    void records_behind_an_open_transaction_are_counted_and_one_that_ends_is_no_matter() throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "open in " + name);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(name, 0, SENT, null, tick(0).getBytes(UTF_8)))
                    .get();
            send(0, tick(0), tick(0));
            assertThat(audit()).isEqualTo(3);
            assertThat(out.toString())
                    .startsWith("UNKNOWN: ")
                    .contains("2 records behind an open transaction cannot be read: " + name + "-0 is open from offset "
                            + TICKS / 2);
            producer.abortTransaction();
        }
        insert(0, TICKS / 2 + 1, price(0));
        insert(0, TICKS / 2 + 2, price(0));
        assertThat(audit()).isZero();
    }

    @Test
    void of_a_compacted_topic_it_is_said() throws Exception {
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, name),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        assertThat(audit()).isEqualTo(3);
        assertThat(out.toString()).startsWith("UNKNOWN: ").contains("the topic is compacted: ");
    }

    @Test
    void no_password_is_printed_whatever_is_wrong() {
        String url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres?password=canary&user=nobody";
        for (String wrong : List.of(
                url,
                url + "&sslmode=require",
                url + "&sslmode=never",
                url + "&targetServerType=secondary",
                url.replace("127.0.0.1", "me:canary@127.0.0.1"),
                url.replace("postgres?", "nothing?"))) {
            assertThat(audit("--jdbc", wrong, "--password", "canary")).isEqualTo(2);
            assertThat(err.toString()).doesNotContain("canary").hasLineCount(1);
            err.getBuffer().setLength(0);
        }
        assertThat(audit("--jdbc", url + "&sslmode=require")).isEqualTo(2);
        assertOneSentence("was not made: The server does not support SSL.");
        String others = url.replace("password=canary&user=nobody", "targetServerType=secondary");
        assertThat(audit("--jdbc", others)).isEqualTo(2);
        assertOneSentence("was not made: Could not find a server with specified targetServerType: secondary");
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

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
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
