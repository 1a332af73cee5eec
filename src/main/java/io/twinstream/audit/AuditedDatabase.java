package io.twinstream.audit;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.sink.SinkTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/** The database of an audit, where everything that goes wrong is a sentence. */
final class AuditedDatabase implements AutoCloseable {

    private static final Set<String> NEEDED =
            Set.of("symbol", "price", "user", "timestamp", "kafka_partition", "kafka_offset");

    private final AuditRequest request;
    private final TableReader.Table table;
    private final Connection connection;

    AuditedDatabase(AuditRequest request) throws AuditException {
        this.request = request;
        table = request.tables();
        if (!request.jdbcUrl().startsWith("jdbc:postgresql:")) {
            throw new AuditException("'" + url() + "' is not the URL of a PostgreSQL database; "
                    + "name one as jdbc:postgresql://HOST:PORT/DATABASE.");
        }
        try {
            connection = DriverManager.getConnection(request.jdbcUrl(), properties());
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("ApplicationName", "twinstream-audit");
        properties.setProperty("options", "-c lock_timeout=10s");
        if (request.user() != null) {
            properties.setProperty("user", request.user());
        }
        if (request.password() != null) {
            properties.setProperty("password", request.password());
        }
        return properties;
    }

    /** The columns of the table. */
    Set<String> columns() throws AuditException {
        try {
            Set<String> columns = TableReader.columns(connection, table, table.name());
            if (columns.isEmpty()) {
                throw new AuditException(
                        "There is no table " + table.text() + " at " + url() + "; name another with --table.");
            }
            if (!columns.contains("kafka_partition") || !columns.contains("kafka_offset")) {
                throw new AuditException(
                        "Table " + table.text() + " is not checkable: it has no columns kafka_partition and "
                                + "kafka_offset, so nobody can say which record a row comes from.");
            }
            if (!columns.containsAll(NEEDED)) {
                throw new AuditException("Table " + table.text() + " is not checkable: it lacks one of the columns "
                        + NEEDED.stream().sorted().toList() + ".");
            }
            return columns;
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    boolean hasDeadLetters() throws AuditException {
        try {
            boolean there =
                    !TableReader.columns(connection, table, table.deadLetters()).isEmpty();
            if (!there && request.deadLetters() != null) {
                throw new AuditException("There is no table " + request.deadLetters() + " at " + url()
                        + "; name another with --dead-letters.");
            }
            return there;
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /**
     * The id of the topic that the table was filled from, as the lane noted it; empty if it noted none of that name.
     */
    Optional<String> notedTopicId() throws AuditException {
        String noted = SinkTables.topic(table.name());
        try {
            if (!TableReader.columns(connection, table, noted).containsAll(Set.of("topic", "topic_id"))) {
                return Optional.empty();
            }
            try (Statement query = connection.createStatement();
                    ResultSet rows = query.executeQuery("select topic, topic_id from " + table.sql(noted))) {
                while (rows.next()) {
                    if (rows.getString(1).equals(request.topic())) {
                        return Optional.of(rows.getString(2));
                    }
                }
                return Optional.empty();
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Reads the table and the dead letters, in one snapshot. */
    void read(Consumer<Fact> facts) throws AuditException {
        try {
            TableReader.read(connection, Map.of(table.text(), table), Read.B, facts);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    String name() {
        return table.text();
    }

    private AuditException unusable(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new AuditException(
                switch (state) {
                    case "08001", "08006" ->
                        "No PostgreSQL answers at " + url() + "; start it or name another with --jdbc.";
                    // 08004: the server wants a password and none was given.
                    case "08004", "28P01", "28000" ->
                        "The database at " + url() + " refuses this user or password (" + said
                                + "); give them with --user and --password.";
                    case "3D000" -> "There is no such database at " + url() + "; name another with --jdbc.";
                    case "55P03" ->
                        "Table " + table.text() + " at " + url() + " is locked by another session; try again later.";
                    case "42501" ->
                        "This user may not read table " + table.text() + " at " + url() + "; name another with --user.";
                    default -> "Table " + table.text() + " at " + url() + " cannot be read: " + said;
                },
                e);
    }

    /** Without its parameters, among which there may be a password. */
    private String url() {
        return request.jdbcUrl().replaceFirst("[?].*", "");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
