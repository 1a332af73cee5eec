package io.twinstream.audit;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.TickColumns;
import io.twinstream.sink.JdbcUrl;
import io.twinstream.sink.SinkTables;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The database of an audit, where everything that goes wrong is a sentence. */
final class AuditedDatabase implements AutoCloseable {

    private static final Map<String, ColumnType> TICK = Map.of(
            "symbol", ColumnType.TEXT,
            "price", ColumnType.NUMBER,
            "user", ColumnType.TEXT,
            "timestamp", ColumnType.WHOLE,
            "kafka_partition", ColumnType.WHOLE,
            "kafka_offset", ColumnType.WHOLE);

    private static final Set<String> DEAD_LETTER = Set.of("kafka_partition", "kafka_offset", "reason");

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
        if (JdbcUrl.hasUserBeforeHost(request.jdbcUrl())) {
            throw new AuditException("The URL has a user before the host, which PostgreSQL's driver does not know; "
                    + "name it with --user, and its password in TWINSTREAM_PASSWORD.");
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
        // A pooler may give the next transaction another session, which knows none of this one's statements.
        properties.setProperty("prepareThreshold", "0");
        if (request.user() != null) {
            properties.setProperty("user", request.user());
        }
        if (request.password() != null) {
            properties.setProperty("password", request.password());
        }
        return properties;
    }

    private interface Question<T> {
        T ask() throws SQLException, AuditException;
    }

    /**
     * Asks in a transaction of its own, which does not stay open while the lane is waited for. What is set is set for
     * it alone, and not by start-up parameters, which poolers refuse.
     */
    private <T> T asked(Question<T> question) throws AuditException {
        try {
            connection.setAutoCommit(false);
            try (Statement settings = connection.createStatement()) {
                settings.execute("set local lock_timeout = '10s'");
            }
            T answer = question.ask();
            connection.rollback();
            return answer;
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** The columns of the table. */
    Set<String> columns() throws AuditException {
        return asked(() -> {
            Map<String, String> columns = TableReader.columns(connection, table, table.name());
            if (columns.isEmpty()) {
                throw new AuditException(
                        "There is no table " + table.text() + " at " + url() + "; name another with --table.");
            }
            String partition = request.mapping() == null
                    ? "kafka_partition"
                    : request.mapping().partition();
            String offset = request.mapping() == null
                    ? "kafka_offset"
                    : request.mapping().offset();
            if (!columns.containsKey(partition) || !columns.containsKey(offset)) {
                throw new AuditException("Table " + table.text() + " is not checkable: it has no columns " + partition
                        + " and " + offset + ", so nobody can say which record a row comes from.");
            }
            Map<String, ColumnType> needed = needed(columns.keySet());
            if (!columns.keySet().containsAll(needed.keySet())) {
                throw new AuditException("Table " + table.text() + " is not checkable: it lacks one of the columns "
                        + needed.keySet().stream().sorted().toList() + ".");
            }
            for (Map.Entry<String, ColumnType> column : needed.entrySet()) {
                requireType(column.getKey(), columns.get(column.getKey()), column.getValue());
            }
            return columns.keySet();
        });
    }

    private Map<String, ColumnType> needed(Set<String> columns) {
        Map<String, ColumnType> needed = new TreeMap<>();
        if (request.mapping() == null) {
            needed.putAll(TICK);
            if (columns.contains(TickColumns.KAFKA_TIMESTAMP)) {
                needed.put(TickColumns.KAFKA_TIMESTAMP, ColumnType.TIME);
            }
        } else {
            request.mapping().columns().forEach((column, rule) -> needed.put(column, rule.type()));
            needed.put(request.mapping().partition(), ColumnType.WHOLE);
            needed.put(request.mapping().offset(), ColumnType.WHOLE);
        }
        return needed;
    }

    private void requireType(String column, String type, ColumnType wanted) throws AuditException {
        if (!wanted.takes(type)) {
            throw new AuditException(
                    "Table " + table.text() + " is not checkable: its column " + column + " is of type " + type
                            + ", whose values cannot be compared exactly; it has to be " + wanted + ".");
        }
    }

    boolean hasDeadLetters() throws AuditException {
        return asked(() -> {
            Set<String> columns =
                    TableReader.columns(connection, table, table.deadLetters()).keySet();
            if (columns.isEmpty() && request.deadLetters() != null) {
                throw new AuditException("There is no table " + request.deadLetters() + " at " + url()
                        + "; name another with --dead-letters.");
            }
            if (!columns.isEmpty() && !columns.containsAll(DEAD_LETTER)) {
                throw new AuditException("Table " + table.deadLetters() + " at " + url()
                        + " is no table of dead letters: it lacks one of the columns "
                        + DEAD_LETTER.stream().sorted().toList() + "; name another with --dead-letters.");
            }
            return !columns.isEmpty();
        });
    }

    /**
     * The id of the topic that the table was filled from, as the lane noted it; empty if it noted none of that name.
     */
    Optional<String> notedTopicId() throws AuditException {
        return asked(() -> {
            String noted = SinkTables.topic(table.name());
            if (!TableReader.columns(connection, table, noted).keySet().containsAll(Set.of("topic", "topic_id"))) {
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
        });
    }

    /** Reads the table and the dead letters, in one snapshot. */
    void read(Consumer<Fact> facts) throws AuditException {
        asked(() -> {
            if (request.mapping() == null) {
                TableReader.read(connection, Map.of(table.text(), table), Read.B, facts);
            } else {
                TableReader.read(connection, table, request.mapping(), facts);
            }
            return true;
        });
    }

    String name() {
        return table.text();
    }

    private AuditException unusable(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String said = JdbcUrl.redacted(message, request.jdbcUrl(), request.password());
        return new AuditException(
                switch (state) {
                    case "08001", "08006" ->
                        isOfTheNetwork(e)
                                ? "No PostgreSQL answers at " + url() + "; start it or name another with --jdbc."
                                : notConnected(said);
                    // 08004: the server wants a password and none was given, or TLS is wanted that it has not.
                    case "08004", "28P01", "28000" ->
                        message.contains("SSL")
                                ? notConnected(said)
                                : "The database at " + url() + " refuses this user or password (" + said
                                        + "); give them with --user and --password.";
                    case "3D000" -> "There is no such database at " + url() + "; name another with --jdbc.";
                    case "55P03" ->
                        "Table " + table.text() + " at " + url() + " is locked by another session; try again later.";
                    case "42501" ->
                        message.contains("row-level security")
                                ? "Row-level security hides rows of table " + table.text() + " at " + url()
                                        + " from this user; name one with --user that may bypass it."
                                : "This user may not read table " + table.text() + " at " + url() + " (" + said
                                        + "); name another with --user.";
                    default -> "Table " + table.text() + " at " + url() + " cannot be read: " + said;
                },
                e);
    }

    /** Whether nothing was there to talk to. A server whose certificate or whose role is refused did answer. */
    private static boolean isOfTheNetwork(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof EOFException) {
                return true;
            }
        }
        return false;
    }

    private String notConnected(String said) {
        return "The connection to the database at " + url() + " was not made: " + said
                + " See to the parameters of --jdbc.";
    }

    private String url() {
        return JdbcUrl.shown(request.jdbcUrl());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
