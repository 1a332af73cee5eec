package io.twinstream.sink;

import io.twinstream.lane.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a table is like that was there before.
 *
 * @param columns their types by their names
 * @param demanding those columns that take no null and have no value by themselves
 * @param keyed whether it has the unique key that was asked for
 */
record TableShape(Map<String, String> columns, Set<String> demanding, boolean keyed) {

    private static final String WAY_OUT = "; name another with --table, or drop this one.";

    private static final Map<String, String> ROWS = Map.of(
            "symbol", "text",
            "price", "numeric",
            "user", "text",
            "timestamp", "bigint",
            "kafka_partition", "integer",
            "kafka_offset", "bigint",
            "kafka_timestamp", "timestamp with time zone");

    private static final Map<String, String> DEAD_LETTERS = Map.of(
            "kafka_partition", "integer",
            "kafka_offset", "bigint",
            "kafka_timestamp", "timestamp with time zone",
            "raw", "bytea",
            "reason", "text");

    private static final Map<String, String> JOURNAL = Map.of(
            "writer", "text",
            "attempt", "integer",
            "epoch", "bigint",
            "target", "text",
            "tried", "bigint",
            "fresh", "bigint",
            "written_at", "timestamp with time zone");

    private static final Map<String, String> SKIPPED = Map.of(
            "kafka_partition", "integer",
            "first_offset", "bigint",
            "next_offset", "bigint",
            "noted_at", "timestamp with time zone");

    private static final Map<String, String> TOPIC = Map.of("topic", "text", "topic_id", "text");

    private static final Map<String, String> OFFSET_LEDGER = Map.of(
            "kafka_partition", "integer",
            "from_offset", "bigint",
            "next_offset", "bigint",
            "advanced_at", "timestamp with time zone");

    private static final String COLUMNS = """
            select attname, format_type(atttypid, atttypmod),
                attnotnull and not atthasdef and attidentity = '' and attgenerated = ''
            from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped""";

    private static final List<String> RECORD = List.of("kafka_partition", "kafka_offset");

    private static final List<String> EPOCH = List.of("writer", "attempt", "epoch", "target");

    /** What ON CONFLICT with these columns, in the order of their names, can use. */
    private static final String KEYED = """
            select exists (
                select from pg_index i
                where i.indrelid = ?::regclass and i.indisunique and i.indimmediate and i.indisvalid
                    and i.indpred is null and i.indexprs is null
                    and ?::name[] = (
                        select array_agg(a.attname order by a.attname) from pg_attribute a
                        where a.attrelid = i.indrelid
                            and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1])))""";

    /**
     * Looks at the tables of a lane.
     *
     * @throws IllegalStateException if one of them cannot take what the lane writes; the message is one sentence
     */
    static void require(Connection connection, String table, Subject subject, boolean keyed) throws SQLException {
        TableShape rows = of(connection, table, RECORD);
        rows.require(table, ROWS);
        if (rows.keyed != keyed) {
            throw new IllegalStateException(
                    "Table " + table + " is there already with" + (rows.keyed ? " a" : "out the")
                            + " unique key on (kafka_partition, kafka_offset), which lane " + subject.lane()
                            + " in sink mode " + subject.sink() + (rows.keyed ? " must not have" : " needs") + WAY_OUT);
        }
        String deadLetters = SinkTables.deadLetters(table);
        TableShape letters = of(connection, deadLetters, RECORD);
        letters.require(deadLetters, DEAD_LETTERS);
        if (!letters.keyed) {
            throw new IllegalStateException("Table " + deadLetters
                    + " is there already without the unique key on (kafka_partition, kafka_offset) that keeps a letter "
                    + "from being written twice" + WAY_OUT);
        }
        String journal = SinkTables.journal(table);
        TableShape entries = of(connection, journal, EPOCH);
        entries.require(journal, JOURNAL);
        if (!entries.keyed) {
            throw new IllegalStateException("Table " + journal + " is there already without the unique key on ("
                    + String.join(", ", EPOCH) + ") that lets a writer go on counting" + WAY_OUT);
        }
        of(connection, SinkTables.topic(table), RECORD).require(SinkTables.topic(table), TOPIC);
        of(connection, SinkTables.skipped(table), RECORD).require(SinkTables.skipped(table), SKIPPED);
    }

    /** Whether there is a table of this name and it is what {@link OffsetLedger} needs. */
    static boolean isOffsetLedger(Connection connection, String table) throws SQLException {
        if (!SinkTables.holds(connection, "select to_regclass('" + table + "') is not null")) {
            return false;
        }
        TableShape shape = of(connection, table, List.of("kafka_partition"));
        return shape.columns.equals(OFFSET_LEDGER) && shape.keyed;
    }

    private static TableShape of(Connection connection, String table, List<String> key) throws SQLException {
        Map<String, String> columns = new HashMap<>();
        Set<String> demanding = new TreeSet<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                    if (rows.getBoolean(3)) {
                        demanding.add(rows.getString(1));
                    }
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(KEYED)) {
            statement.setString(1, table);
            statement.setArray(
                    2, connection.createArrayOf("text", key.stream().sorted().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new TableShape(columns, demanding, rows.getBoolean(1));
            }
        }
    }

    private void require(String table, Map<String, String> needed) {
        new TreeMap<>(needed).forEach((column, type) -> {
            String has = columns.get(column);
            if (!type.equals(has)) {
                throw new IllegalStateException("Table " + table + " is there already, but its column \"" + column
                        + "\" is " + (has == null ? "missing" : has + " and not " + type) + WAY_OUT);
            }
        });
        demanding.stream()
                .filter(column -> !needed.containsKey(column))
                .findFirst()
                .ifPresent(column -> {
                    throw new IllegalStateException("Table " + table + " is there already, and its column \"" + column
                            + "\" must have a value, which no row here has" + WAY_OUT);
                });
    }
}
