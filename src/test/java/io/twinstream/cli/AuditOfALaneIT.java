package io.twinstream.cli;

import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lab.workload.Ticks.ticks;
import static io.twinstream.lane.SinkMode.APPEND;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Database;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lab.trial.Outcome;
import io.twinstream.sink.SinkTables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The audit of what a lane has written, on servers that the audit did not start. */
@ExperimentTest
class AuditOfALaneIT {

    private final StringWriter out = new StringWriter();

    @Test
    void a_row_deleted_doubled_or_changed_by_hand_is_named(Experiment experiment, Laboratory laboratory)
            throws Exception {
        Outcome outcome = experiment
                .given(flink(APPEND))
                .fedWith(ticks().perSecond(100).lasting(ofSeconds(5)))
                .drained(within(ofMinutes(1)));
        String table = outcome.schema(flink(APPEND)) + "." + SinkTables.FLINK;
        String topic = outcome.topic();

        assertThat(audit(laboratory, topic, table)).as(out.toString()).isZero();

        change(laboratory.with().database(), """
                delete from %1$s where kafka_partition = 0 and kafka_offset = 5;
                insert into %1$s select * from %1$s where kafka_partition = 2 and kafka_offset = 7;
                update %1$s set price = price + 0.000000000000000001 where kafka_partition = 1 and kafka_offset = 9
                """.formatted(table));

        assertThat(audit(laboratory, topic, table)).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("lost +1: " + topic + "-0 offset 5")
                .containsPattern("duplicated +1: " + topic + "-2 offset 7")
                .containsPattern("corrupted +1: " + topic + "-1 offset 9");
    }

    private int audit(Laboratory laboratory, String topic, String table) {
        Database database = laboratory.with().database();
        out.getBuffer().setLength(0);
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .execute(
                        "audit",
                        "--bootstrap=" + laboratory.with().broker().bootstrap(),
                        "--topic=" + topic,
                        "--jdbc=" + database.jdbcUrl("public", "audit"),
                        "--user=" + database.user(),
                        "--password=" + database.password(),
                        "--table=" + table,
                        "--settle=1s");
    }

    private static void change(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
