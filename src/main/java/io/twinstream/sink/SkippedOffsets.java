package io.twinstream.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Offsets of a partition that never get into a table, for the topic no longer holds them. Whether there was a record at
 * each of them cannot be known any more: a transaction's marker has an offset, too.
 *
 * @param first the first of them
 * @param next the one behind the last of them
 */
public record SkippedOffsets(int partition, long first, long next) {

    /** The greatest offset that was written, or was noted as skipped. */
    private static final String LAST = """
            select greatest(
                (select max(kafka_offset) from %s where kafka_partition = ?),
                (select max(kafka_offset) from %s where kafka_partition = ?),
                (select max(next_offset) - 1 from %s where kafka_partition = ?))""";

    /**
     * What this table will never get. Nothing that a table got counts as skipped, however long ago it expired.
     *
     * @param firsts by partition, the first offset that the topic holds
     */
    static List<SkippedOffsets> of(Connection connection, String table, Map<Integer, Long> firsts) throws SQLException {
        List<SkippedOffsets> skipped = new ArrayList<>();
        String sql = LAST.formatted(table, SinkTables.deadLetters(table), SinkTables.skipped(table));
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (Map.Entry<Integer, Long> first : new TreeMap<>(firsts).entrySet()) {
                int partition = first.getKey();
                for (int parameter = 1; parameter <= 3; parameter++) {
                    query.setInt(parameter, partition);
                }
                try (ResultSet last = query.executeQuery()) {
                    last.next();
                    long wanted = last.getObject(1) == null ? 0 : last.getLong(1) + 1;
                    if (first.getValue() > wanted) {
                        skipped.add(new SkippedOffsets(partition, wanted, first.getValue()));
                    }
                }
            }
        }
        return skipped;
    }

    static void note(Connection connection, String table, List<SkippedOffsets> skipped) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + SinkTables.skipped(table) + " values (?, ?, ?)")) {
            for (SkippedOffsets range : skipped) {
                insert.setInt(1, range.partition);
                insert.setLong(2, range.first);
                insert.setLong(3, range.next);
                insert.executeUpdate();
            }
        }
    }

    /** {@code partition 0 offsets 5 to 9, partition 2 offset 7}. */
    public static String text(List<SkippedOffsets> skipped) {
        return skipped.stream().map(SkippedOffsets::text).collect(Collectors.joining(", "));
    }

    private String text() {
        return "partition " + partition
                + (next - first == 1 ? " offset " + first : " offsets " + first + " to " + (next - 1));
    }
}
