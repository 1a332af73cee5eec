package io.twinstream.sink;

import io.twinstream.tick.TickRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/**
 * How far a table has got in each partition of its topic: the offset behind its last row. It stands in the database and
 * is advanced in the transaction of the rows, so the two cannot differ: a row whose offset is below is there, and no
 * other is. So a replay is passed over without looking at the table, which needs no key.
 *
 * <p>Of two writers of a partition the ledger lets one advance: who comes second names a place that it has left, and
 * the whole transaction fails. So a writer that was replaced and does not know it can write nothing that its successor
 * has written, or the other way round.
 *
 * <p>The rows of a partition have to come in the order of their offsets. One ledger for each connection; not
 * thread-safe.
 */
final class OffsetLedger {

    /**
     * The clauses of an INSERT that advances partitions from one offset to another, their arrays its parameters. A
     * partition that is not where it is advanced from gets no offset, which the column refuses: all of the transaction
     * fails.
     */
    private static final String ADVANCE = """
            insert into %s as ledger (kafka_partition, from_offset, next_offset)
            select p, f, n from unnest(?::int[], ?::bigint[], ?::bigint[]) as t (p, f, n)
            on conflict (kafka_partition) do update set
                from_offset = excluded.from_offset,
                next_offset = case ledger.next_offset when excluded.from_offset then excluded.next_offset end,
                advanced_at = excluded.advanced_at""";

    private static final String NOT_NULL_VIOLATION = "23502";

    private final String name;
    private final String read;

    /** Where each partition is, as far as it was asked for. */
    private final Map<Integer, Long> next = new HashMap<>();

    /** Where the transaction that is open takes them. */
    private final Map<Integer, Long> advanced = new TreeMap<>();

    OffsetLedger(String table) {
        this.name = SinkTables.offsetLedger(table);
        this.read = "select next_offset from " + name + " where kafka_partition = ?";
    }

    /** The statement whose parameters {@link #set} sets. */
    String advance() {
        return ADVANCE.formatted(name);
    }

    /** Those rows that are not in the table, and which a transaction shall write that begins now. */
    List<TickRow> unwritten(Connection connection, List<TickRow> rows) throws SQLException {
        advanced.clear();
        for (TickRow row : rows) {
            if (!next.containsKey(row.partition())) {
                next.put(row.partition(), read(connection, row.partition()));
            }
        }
        List<TickRow> unwritten = rows.stream()
                .filter(row -> row.offset() >= next.get(row.partition()))
                .toList();
        unwritten.forEach(row -> advanced.put(row.partition(), row.offset() + 1));
        return unwritten;
    }

    /** A partition without an entry has no row. */
    private long read(Connection connection, int partition) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(read)) {
            query.setInt(1, partition);
            try (ResultSet entry = query.executeQuery()) {
                return entry.next() ? entry.getLong(1) : 0;
            }
        }
    }

    /**
     * Sets the three parameters of {@link #advance} to what the last {@link #unwritten} rows ask for.
     *
     * @return the number of the parameter behind them
     */
    int set(PreparedStatement statement, int first) throws SQLException {
        PGConnection connection = statement.getConnection().unwrap(PGConnection.class);
        int[] partitions =
                advanced.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] from = advanced.keySet().stream().mapToLong(next::get).toArray();
        long[] to = advanced.values().stream().mapToLong(Long::longValue).toArray();
        statement.setArray(first, connection.createArrayOf("int4", partitions));
        statement.setArray(first + 1, connection.createArrayOf("int8", from));
        statement.setArray(first + 2, connection.createArrayOf("int8", to));
        return first + 3;
    }

    /** The transaction is committed. */
    void committed() {
        next.putAll(advanced);
        advanced.clear();
    }

    /** Whether the ledger of this name refused it, for another writer has advanced it meanwhile. */
    static boolean refused(SQLException e, String ledger) {
        return NOT_NULL_VIOLATION.equals(e.getSQLState())
                && e instanceof PSQLException refusal
                && refusal.getServerErrorMessage() != null
                && ledger.equals(refusal.getServerErrorMessage().getTable());
    }
}
