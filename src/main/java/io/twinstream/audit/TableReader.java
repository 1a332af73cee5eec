package io.twinstream.audit;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Position;
import io.twinstream.history.RawBytes;
import io.twinstream.history.Stamp;
import io.twinstream.history.TickColumns;
import io.twinstream.history.Value;
import io.twinstream.history.Values;
import io.twinstream.sink.SinkTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads subjects' tables, dead letters and journals into facts, all of them in one snapshot. A table of dead letters or
 * a journal that does not exist has no rows. What it sets on a connection ends with its transaction: a pooler may hand
 * the session to somebody else.
 */
public final class TableReader {

    private static final int FETCH = 5_000;

    private final Connection connection;
    private final Read read;
    private final Consumer<? super Fact> facts;

    private TableReader(Connection connection, Read read, Consumer<? super Fact> facts) {
        this.connection = connection;
        this.read = read;
        this.facts = facts;
    }

    /**
     * A lane's table.
     *
     * @param schema null means the connection's current schema
     * @param deadLetters the table of its dead letters, in the same schema
     * @param journal the table of its journal, in the same schema; null leaves it out
     */
    public record Table(String schema, String name, String deadLetters, String journal) {

        /** A table with the other tables named as the sink names them. */
        public Table(String schema, String name) {
            this(schema, name, SinkTables.deadLetters(name), SinkTables.journal(name));
        }

        /** As it is printed. */
        String text() {
            return schema == null ? name : schema + "." + name;
        }

        String sql(String table) {
            return schema == null ? quoted(table) : quoted(schema) + "." + quoted(table);
        }

        private static String quoted(String identifier) {
            return '"' + identifier.replace("\"", "\"\"") + '"';
        }
    }

    /**
     * Appends a fact for every row of these tables.
     *
     * @param connection nothing else uses it meanwhile
     * @param tables by subject
     */
    public static void read(Connection connection, Map<String, Table> tables, Read read, Consumer<? super Fact> facts)
            throws SQLException {
        takeSnapshot(connection);
        TableReader reader = new TableReader(connection, read, facts);
        for (Map.Entry<String, Table> subject : tables.entrySet()) {
            reader.rows(subject.getKey(), subject.getValue());
            reader.deadLetters(subject.getKey(), subject.getValue());
            reader.journal(subject.getKey(), subject.getValue());
        }
        connection.rollback();
    }

    /** Appends a fact for every row of a table and of its dead letters, with the columns that a mapping names. */
    static void read(Connection connection, Table table, Mapping mapping, Consumer<? super Fact> facts)
            throws SQLException {
        takeSnapshot(connection);
        TableReader reader = new TableReader(connection, Read.B, facts);
        reader.mapped(table, mapping);
        reader.deadLetters(table.text(), table);
        connection.rollback();
    }

    private static void takeSnapshot(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement snapshot = connection.createStatement()) {
            snapshot.execute("set transaction isolation level repeatable read, read only");
            snapshot.execute("set local row_security = off"); // a policy hides rows from whoever does not ask so
        }
    }

    /** The columns of a table and their types, as PostgreSQL writes them; empty if there is no such table. */
    static Map<String, String> columns(Connection connection, Table table, String name) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select attname, case typtype when 'd' then format_type(typbasetype, typtypmod) "
                        + "else format_type(atttypid, atttypmod) end from pg_attribute join pg_type t on t.oid = atttypid "
                        + "where attrelid = to_regclass(?) and attnum > 0 and not attisdropped")) {
            query.setString(1, table.sql(name));
            try (ResultSet names = query.executeQuery()) {
                while (names.next()) {
                    columns.put(names.getString(1), names.getString(2));
                }
            }
        }
        return columns;
    }

    private void rows(String subject, Table table) throws SQLException {
        String committed =
                tracksCommits() && isStored(table) ? micros("pg_xact_commit_timestamp(xmin)") : "null::bigint";
        String ts = columns(connection, table, table.name()).containsKey(TickColumns.KAFKA_TIMESTAMP)
                ? micros(TickColumns.KAFKA_TIMESTAMP)
                : "null::bigint";
        each(
                "select coalesce(kafka_partition, -1), coalesce(kafka_offset, -1), symbol::text, price::text, \"user\"::text, "
                        + "\"timestamp\", " + ts + ", " + committed + " from " + table.sql(table.name()),
                (row, now) -> new Fact.Row(
                        now.t(),
                        now.m(),
                        subject,
                        read,
                        new Position(row.getInt(1), row.getLong(2)),
                        new TickColumns(
                                row.getString(3), row.getString(4), row.getString(5), number(row, 6), number(row, 7)),
                        number(row, 8)));
    }

    private void mapped(Table table, Mapping mapping) throws SQLException {
        Map<String, Mapping.Rule> columns = mapping.columns();
        StringBuilder select = new StringBuilder("select coalesce(%s, -1), coalesce(%s, -1)"
                .formatted(Table.quoted(mapping.partition()), Table.quoted(mapping.offset())));
        columns.forEach((column, rule) -> select.append(", ")
                .append(
                        rule.type() == ColumnType.TIME
                                ? "(" + micros(Table.quoted(column)) + ")::text"
                                : Table.quoted(column) + "::text"));
        each(select + " from " + table.sql(table.name()), (row, now) -> {
            List<Value> values = new ArrayList<>();
            for (Map.Entry<String, Mapping.Rule> column : columns.entrySet()) {
                values.add(column.getValue().held(column.getKey(), row.getString(values.size() + 3)));
            }
            return new Fact.Row(
                    now.t(),
                    now.m(),
                    table.text(),
                    read,
                    new Position(row.getInt(1), row.getLong(2)),
                    new Values(values),
                    null);
        });
    }

    private void deadLetters(String subject, Table table) throws SQLException {
        Map<String, String> columns = columns(connection, table, table.deadLetters());
        if (!columns.isEmpty()) {
            String raw = "bytea".equals(columns.get("raw"))
                    ? "coalesce(encode(sha256(raw), 'hex'), '" + RawBytes.NONE + "')"
                    : "null";
            each(
                    "select kafka_partition, kafka_offset, reason, " + raw + " from " + table.sql(table.deadLetters()),
                    (row, now) -> new Fact.DeadLetter(
                            now.t(),
                            now.m(),
                            subject,
                            read,
                            row.getInt(1),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4)));
        }
    }

    private void journal(String subject, Table table) throws SQLException {
        if (table.journal() != null
                && !columns(connection, table, table.journal()).isEmpty()) {
            each(
                    "select writer, attempt, epoch, target, tried, fresh from " + table.sql(table.journal()),
                    (row, now) -> new Fact.Journal(
                            now.t(),
                            now.m(),
                            subject,
                            read,
                            row.getString(1),
                            row.getInt(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getLong(6)));
        }
    }

    private boolean tracksCommits() throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet setting = query.executeQuery("show track_commit_timestamp")) {
            setting.next();
            return setting.getString(1).equals("on");
        }
    }

    /** Whether its rows are its own, and know who committed them: those of a view do not. */
    private boolean isStored(Table table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select relkind in ('r', 'p', 'm') from pg_class where oid = to_regclass(?)")) {
            query.setString(1, table.sql(table.name()));
            try (ResultSet kind = query.executeQuery()) {
                return kind.next() && kind.getBoolean(1);
            }
        }
    }

    private interface AsFact {
        Fact of(ResultSet row, Stamp now) throws SQLException;
    }

    private void each(String sql, AsFact fact) throws SQLException {
        try (Statement query = connection.createStatement()) {
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery(sql)) {
                Stamp now = Stamp.now();
                while (rows.next()) {
                    facts.accept(fact.of(rows, now));
                }
            }
        }
    }

    /** Infinity as PostgreSQL keeps it: the last or the first number there is. */
    private static String micros(String timestamp) {
        return "case when isfinite(" + timestamp + ") then (extract(epoch from " + timestamp + ") * 1000000)::bigint"
                + " when " + timestamp + " > now() then " + Long.MAX_VALUE + " when " + timestamp + " < now() then "
                + "-" + Long.MAX_VALUE + " end";
    }

    private static Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
