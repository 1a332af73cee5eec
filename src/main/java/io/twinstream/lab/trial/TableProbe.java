package io.twinstream.lab.trial;

import io.twinstream.lab.server.Database;
import io.twinstream.sink.SinkTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Looks at a subject's tables from outside while its lane runs. Connects again when its connection was lost. */
public final class TableProbe implements AutoCloseable {

    /** How much of the topic a subject has dealt with. */
    record Progress(long rows, long accounted) {}

    private final Database database;
    private final String schema;
    private final String table;
    private Connection connection;

    public TableProbe(Database database, String schema, String table) {
        this.database = database;
        this.schema = schema;
        this.table = table;
    }

    /** How many rows there are, and how many different records have a row or a dead letter. */
    Progress progress() throws SQLException {
        return ask(
                """
                select (select count(*) from %1$s),
                       (select count(*) from (select kafka_partition, kafka_offset from %1$s
                                              union select kafka_partition, kafka_offset from %2$s) seen)
                """.formatted(table, SinkTables.deadLetters(table)),
                counts -> new Progress(counts.getLong(1), counts.getLong(2)));
    }

    /** How many rows there are. */
    long rows() throws SQLException {
        return ask("select count(*) from " + table, count -> count.getLong(1));
    }

    /** How many rows there are from these offsets on, by partition; all of a partition that is not among them. */
    long rowsFrom(Map<Integer, Long> offsets) throws SQLException {
        String covered = offsets.entrySet().stream()
                .map(e -> "(kafka_partition = %d and kafka_offset < %d)".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(" or "));
        String where = covered.isEmpty() ? "" : " where not (" + covered + ")";
        return ask("select count(*) from " + table + where, count -> count.getLong(1));
    }

    /** The newest Kafka timestamp among the rows, in microseconds since the epoch; 0 if there are none. */
    long newest() throws SQLException {
        return ask(
                "select coalesce(extract(epoch from max(kafka_timestamp)) * 1000000, 0)::bigint from " + table,
                newest -> newest.getLong(1));
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

    private long sessions(String applicationName) throws SQLException {
        return ask(
                "select count(*) from pg_stat_activity where application_name = '" + applicationName + "'",
                count -> count.getLong(1));
    }

    private interface Answer<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A connection that was lost since the last question is noticed by the next, which is asked once more. */
    private synchronized <T> T ask(String question, Answer<T> answer) throws SQLException {
        if (connection != null) {
            try {
                return askOnce(question, answer);
            } catch (SQLException e) {
                close();
            }
        }
        return askOnce(question, answer);
    }

    private <T> T askOnce(String question, Answer<T> answer) throws SQLException {
        try (Statement query = connection().createStatement();
                ResultSet rows = query.executeQuery(question)) {
            rows.next();
            return answer.read(rows);
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(
                    database.jdbcUrl(schema, "probe"), database.user(), database.password());
        }
        return connection;
    }

    @Override
    public synchronized void close() throws SQLException {
        if (connection != null) {
            Connection former = connection;
            connection = null;
            former.close();
        }
    }
}
