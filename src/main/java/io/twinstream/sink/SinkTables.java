package io.twinstream.sink;

import io.twinstream.lane.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tables that a lane writes: its rows, its dead letters, its journal, its ledgers, the topic that it reads and what
 * it has skipped there. The names of the others begin with the name of the first, so that two lanes can share a schema.
 */
public final class SinkTables {

    /** The table of the Spark lanes, as the original named it. */
    public static final String SPARK = "crypto_prices_realtime";

    /** The table of the Flink lanes, as the original named it. */
    public static final String FLINK = "crypto_prices_flink";

    // 63 bytes is PostgreSQL's limit, and the longest suffix is 13.
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,49}");

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(current_schema() || '.' || ?, 0))";

    private SinkTables() {}

    /** The table of the records that are not ticks: kafka_partition, kafka_offset, kafka_timestamp, raw, reason. */
    public static String deadLetters(String table) {
        return table + "_dead_letters";
    }

    /**
     * The table of our writer's transactions: writer, attempt, epoch, target ({@code rows}, {@code dead_letters}),
     * tried, fresh, written_at.
     */
    public static String journal(String table) {
        return table + "_journal";
    }

    /**
     * The table of the batches that were committed: query_id, batch_id, committed_at. Only Spark's TRANSACTIONAL has
     * it.
     */
    public static String batchLedger(String table) {
        return table + "_ledger";
    }

    /**
     * The table of how far the rows go in each partition: kafka_partition, from_offset and next_offset of the last
     * transaction, advanced_at. Only LEDGER has it.
     */
    public static String offsetLedger(String table) {
        return table + "_offsets";
    }

    /** The table of what had expired before it was read: kafka_partition, first_offset, next_offset, noted_at. */
    public static String skipped(String table) {
        return table + "_skipped";
    }

    /** The table of the topic that fills the table: topic, topic_id. */
    public static String topic(String table) {
        return table + "_topic";
    }

    /**
     * Creates the tables that are missing in the connection's current schema, and looks at the one that is not. Several
     * lanes may do so at once.
     *
     * @param subject whose tables they are
     * @param keyed whether the table of the rows has a unique key on (kafka_partition, kafka_offset). Not where a sink
     *     claims to write every row once by itself, with plain inserts: a key would make a failure of each replay, and
     *     inserts that do nothing on a conflict would hide whether the claim is true.
     * @throws IllegalArgumentException if this is no name for a table
     * @throws IllegalStateException if a table that is there has other columns, or no unique key where it shall be
     *     {@code keyed}, or one where it shall not; if it has rows of which its ledger knows nothing, or a ledger that
     *     this subject would not keep; or if there is no such schema, or the database is not in UTF-8
     */
    public static void create(Connection connection, String table, Subject subject, boolean keyed) throws SQLException {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "'" + table
                            + "' cannot name a table; take at most 50 lower-case letters, digits and underscores, no digit first.");
        }
        inTransaction(connection, table, () -> {
            requireUnicode(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute(rowsDdl(table, keyed));
                statement.execute(deadLettersDdl(table));
                statement.execute(journalDdl(table));
                statement.execute("create table if not exists " + topic(table)
                        + " (topic text not null, topic_id text not null)");
                statement.execute(skippedDdl(table));
            }
            TableShape.require(connection, table, subject, keyed);
            OffsetLedgerTable.require(connection, table, subject);
        });
    }

    /** Whether this condition of SQL is true. */
    static boolean holds(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(condition)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /**
     * Creates the table of the batches that were committed, if it is missing.
     *
     * @throws SQLException if the database refuses it
     */
    public static void createBatchLedger(Connection connection, String table) throws SQLException {
        inTransaction(connection, table, () -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(batchLedgerDdl(table));
            }
        });
    }

    // The ticks' own columns may be null: a lane that makes rows of malformed records shall be seen to do so.
    private static String rowsDdl(String table, boolean keyed) {
        return """
                create table if not exists %s (
                    symbol text,
                    price numeric,
                    "user" text,
                    "timestamp" bigint,
                    kafka_partition int not null,
                    kafka_offset bigint not null,
                    kafka_timestamp timestamptz%s)""".formatted(table, keyed ? ", unique (kafka_partition, kafka_offset)" : "");
    }

    private static String deadLettersDdl(String table) {
        return """
                create table if not exists %s (
                    kafka_partition int not null,
                    kafka_offset bigint not null,
                    kafka_timestamp timestamptz not null,
                    raw bytea,
                    reason text not null,
                    unique (kafka_partition, kafka_offset))""".formatted(deadLetters(table));
    }

    private static String journalDdl(String table) {
        return """
                create table if not exists %s (
                    writer text not null,
                    attempt int not null,
                    epoch bigint not null,
                    target text not null check (target in ('rows', 'dead_letters')),
                    tried bigint not null,
                    fresh bigint not null,
                    written_at timestamptz not null default clock_timestamp(),
                    primary key (writer, attempt, epoch, target))""".formatted(journal(table));
    }

    private static String skippedDdl(String table) {
        return """
                create table if not exists %s (
                    kafka_partition int not null,
                    first_offset bigint not null,
                    next_offset bigint not null,
                    noted_at timestamptz not null default clock_timestamp())""".formatted(skipped(table));
    }

    private static String batchLedgerDdl(String table) {
        return """
                create table if not exists %s (
                    query_id text not null,
                    batch_id bigint not null,
                    committed_at timestamptz not null default clock_timestamp(),
                    primary key (query_id, batch_id))""".formatted(batchLedger(table));
    }

    /**
     * Notes that this table is filled from this topic. The tables are there already.
     *
     * @param topicId Kafka's own id of the topic, which a topic that is deleted and created again does not keep
     * @throws IllegalStateException if the table was filled from another topic, or from one that was deleted since: its
     *     offsets would look like replays
     */
    public static void claim(Connection connection, String table, String topic, String topicId) throws SQLException {
        inTransaction(connection, table, () -> {
            try (Statement statement = connection.createStatement();
                    ResultSet claimed = statement.executeQuery("select topic, topic_id from " + topic(table))) {
                if (claimed.next()) {
                    requireSame(table, claimed.getString(1), claimed.getString(2), topic, topicId);
                } else {
                    claimFirst(connection, table, topic, topicId);
                }
            }
        });
    }

    /**
     * Sees whether the topic still holds what comes behind the last row. The tables are there already.
     *
     * @param firsts by partition, the first offset that the topic holds
     * @param goOn whether to note what is missing and go on without it. A table that is empty misses nothing that it
     *     could have got: it begins where the topic does, and that is noted.
     * @return what is missing and was not noted before
     * @throws IllegalStateException if something is missing and the lane shall not go on; the message names it
     */
    public static List<SkippedOffsets> skip(
            Connection connection, String table, Map<Integer, Long> firsts, boolean goOn) throws SQLException {
        List<SkippedOffsets> skipped = new ArrayList<>();
        inTransaction(connection, table, () -> {
            skipped.addAll(SkippedOffsets.of(connection, table, firsts));
            if (!skipped.isEmpty() && !goOn && hasBegun(connection, table)) {
                throw new IllegalStateException("The topic no longer holds what comes next in table " + table + ", "
                        + SkippedOffsets.text(skipped) + "; go on without it with --expired skip.");
            }
            SkippedOffsets.note(connection, table, skipped);
        });
        return skipped;
    }

    private static boolean hasBegun(Connection connection, String table) throws SQLException {
        return holds(
                connection,
                "select exists (select from %s) or exists (select from %s) or exists (select from %s)"
                        .formatted(table, deadLetters(table), skipped(table)));
    }

    private static void requireSame(String table, String hasTopic, String hasId, String topic, String topicId) {
        String wayOut = "; name another with --table, or drop it and the tables whose names begin with it.";
        if (!hasTopic.equals(topic)) {
            throw new IllegalStateException(
                    "Table " + table + " is filled from topic " + hasTopic + ", not from " + topic + wayOut);
        }
        if (!hasId.equals(topicId)) {
            throw new IllegalStateException("Topic " + topic + " was deleted and created again since table " + table
                    + " was filled, and its new offsets would look like replays" + wayOut);
        }
    }

    private static void claimFirst(Connection connection, String table, String topic, String topicId)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + topic(table) + " (topic, topic_id) values (?, ?)")) {
            insert.setString(1, topic);
            insert.setString(2, topicId);
            insert.executeUpdate();
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** One lane at a time: two that create the same table at once can fail even with {@code if not exists}. */
    private static void inTransaction(Connection connection, String table, Work work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            requireSchema(connection);
            try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
                lock.setString(1, table);
                lock.execute();
            }
            work.run();
            connection.commit();
        } finally {
            // After a commit there is nothing left to roll back.
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    /** In any other encoding there are symbols that no row can hold, and a batch with one would fail for ever. */
    private static void requireUnicode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet encoding = statement.executeQuery("show server_encoding")) {
            encoding.next();
            if (!encoding.getString(1).equals("UTF8")) {
                throw new IllegalStateException("The database has the encoding " + encoding.getString(1)
                        + ", which cannot hold every symbol; create one with encoding 'UTF8'.");
            }
        }
    }

    private static void requireSchema(Connection connection) throws SQLException {
        if (connection.getSchema() == null) {
            throw new IllegalStateException(
                    "The schema that the JDBC URL names as currentSchema does not exist; create it first.");
        }
    }
}
