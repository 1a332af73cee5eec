package io.twinstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Broker;
import io.twinstream.lab.server.Database;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Laboratory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a topic and a table that no lane of ours has filled. */
@ExperimentTest
class AuditMappingIT {

    private static final String TOPIC = "quotes";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Broker broker;
    private Database database;

    @BeforeEach
    void fill(Laboratory laboratory) throws Exception {
        Environment environment = laboratory.with(Part.BROKER, Part.DATABASE);
        broker = environment.broker();
        database = environment.database();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        send("BTC-USD", "{\"last\":{\"price\":\"1.50\"},\"time\":1732435200123}");
        send("BTC-USD", "{\"last\":{\"price\":\"2.5\"},\"time\":1732435200124}");
        send("ETH-USD", "{\"last\":{},\"time\":1732435200125}");
        execute("create table \"Quotes\" (what varchar(9), paid numeric, at timestamp, \"Part\" int, off bigint)");
        execute("""
                insert into "Quotes" values
                    ('BTC-USD', 1.5, '2024-11-24 08:00:00.123', 0, 0),
                    ('BTC-USD', 2.5, '2024-11-24 08:00:00.124', 0, 1),
                    ('ETH-USD', null, '2024-11-24 08:00:00.125', 0, 2)""");
    }

    @Test
    void a_table_of_somebody_else_is_compared_column_by_column() throws Exception {
        Path mapping = Files.writeString(folder.resolve("mapping.properties"), """
                partition = Part
                offset = off
                column.what = $key text
                column.paid = /last/price decimal
                column.at = time epoch_ms
                """);

        assertThat(audit(mapping)).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("  compared       3 records with 3 rows and 0 dead letters\n");

        execute("update \"Quotes\" set at = at + interval '1 hour' where off = 0");
        execute("update \"Quotes\" set what = 'ETH-USD' where off = 1");
        execute("insert into \"Quotes\" select * from \"Quotes\" where off = 2");
        assertThat(audit(mapping)).isEqualTo(1);
        assertThat(out.toString())
                .contains("  duplicated     1: quotes-0 offset 2\n")
                .contains("quotes-0 offset 0: at in microseconds is 1732438800123000, not 1732435200123000\n")
                .contains("quotes-0 offset 1: what is ETH-USD, not BTC-USD\n");

        execute("alter table \"Quotes\" drop column paid");
        assertThat(audit(mapping)).isEqualTo(2);
        assertThat(err.toString()).contains("it lacks one of the columns [Part, at, off, paid, what].");
    }

    private int audit(Path mapping) {
        out.getBuffer().setLength(0);
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "audit",
                        "--settle=1ms",
                        "--bootstrap=" + broker.bootstrap(),
                        "--topic=" + TOPIC,
                        "--jdbc=" + database.jdbcUrl("public", "audit"),
                        "--user=" + database.user(),
                        "--password=" + database.password(),
                        "--table=\"Quotes\"",
                        "--mapping=" + mapping);
    }

    private void send(String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, key, value)).get();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
