package io.twinstream.experiment;

import io.twinstream.environment.Database;
import io.twinstream.sink.SinkTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Looks at a subject's tables from outside while its lane runs. */
final class TableProbe implements AutoCloseable {

    /** How much of the topic a subject has dealt with. */
    record Progress(long rows, long accounted) {}

    private final Connection connection;
    private final String progress;

    TableProbe(Database database, String schema, String table) throws SQLException {
        this.connection =
                DriverManager.getConnection(database.jdbcUrl(schema, "probe"), database.user(), database.password());
        this.progress = """
                select (select count(*) from %1$s),
                       (select count(*) from (select kafka_partition, kafka_offset from %1$s
                                              union select kafka_partition, kafka_offset from %2$s) seen)
                """.formatted(table, SinkTables.deadLetters(table));
    }

    /** How many rows there are, and how many different records have a row or a dead letter. */
    Progress progress() throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet counts = query.executeQuery(progress)) {
            counts.next();
            return new Progress(counts.getLong(1), counts.getLong(2));
        }
    }

    /**
     * Waits until a lane that was stopped has no database session left: one that is still open may still commit.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if one is left after 30 s
     */
    void awaitNoSessions(String applicationName) {
        Awaitility.await("no database session of " + applicationName)
                .atMost(Duration.ofSeconds(30))
                .until(() -> sessions(applicationName) == 0);
    }

    private int sessions(String applicationName) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from pg_stat_activity where application_name = ?")) {
            query.setString(1, applicationName);
            try (ResultSet count = query.executeQuery()) {
                count.next();
                return count.getInt(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
