package io.twinstream.sink;

import io.twinstream.lane.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a table is like that was there before.
 *
 * @param columns their types by their names
 * @param keyed whether it has a unique key on (kafka_partition, kafka_offset)
 */
record TableShape(Map<String, String> columns, boolean keyed) {

    private static final Map<String, String> NEEDED = new TreeMap<>(Map.of(
            "symbol", "text",
            "price", "numeric",
            "user", "text",
            "timestamp", "bigint",
            "kafka_partition", "integer",
            "kafka_offset", "bigint",
            "kafka_timestamp", "timestamp with time zone"));

    private static final String COLUMNS = """
            select attname, format_type(atttypid, atttypmod) from pg_attribute
            where attrelid = ?::regclass and attnum > 0 and not attisdropped""";

    /** What ON CONFLICT (kafka_partition, kafka_offset) can use. */
    private static final String KEYED = """
            select exists (
                select from pg_index i
                where i.indrelid = ?::regclass and i.indisunique and i.indimmediate
                    and i.indpred is null and i.indexprs is null
                    and array['kafka_offset', 'kafka_partition']::name[] = (
                        select array_agg(a.attname order by a.attname) from pg_attribute a
                        where a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])))""";

    static TableShape of(Connection connection, String table) throws SQLException {
        Map<String, String> columns = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(KEYED)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new TableShape(columns, rows.getBoolean(1));
            }
        }
    }

    void require(String table, Subject subject, boolean asKeyed) {
        String wayOut = "; name another with --table, or drop this one.";
        NEEDED.forEach((column, type) -> {
            String has = columns.get(column);
            if (!type.equals(has)) {
                throw new IllegalStateException("Table " + table + " is there already, but its column \"" + column
                        + "\" is " + (has == null ? "missing" : has + " and not " + type) + wayOut);
            }
        });
        if (keyed != asKeyed) {
            throw new IllegalStateException("Table " + table + " is there already with"
                    + (keyed ? " a" : "out the") + " unique key on (kafka_partition, kafka_offset), which lane "
                    + subject.lane() + " in sink mode " + subject.sink()
                    + (keyed ? " must not have" : " needs") + wayOut);
        }
    }
}
