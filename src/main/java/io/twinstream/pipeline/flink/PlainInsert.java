package io.twinstream.pipeline.flink;

import io.twinstream.tick.TickRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.apache.flink.connector.jdbc.datasource.statements.JdbcQueryStatement;

/** What the JDBC connector's sinks insert, once more at each replay. */
record PlainInsert(String table) implements JdbcQueryStatement<TickRow> {

    @Override
    public String query() {
        return "INSERT INTO " + table
                + " (symbol, price, \"user\", \"timestamp\", kafka_partition, kafka_offset, kafka_timestamp)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    }

    @Override
    public void statement(PreparedStatement insert, TickRow row) throws SQLException {
        insert.setString(1, row.tick().symbol());
        insert.setBigDecimal(2, row.tick().price());
        insert.setString(3, row.tick().user());
        insert.setLong(4, row.tick().timestamp());
        insert.setInt(5, row.partition());
        insert.setLong(6, row.offset());
        insert.setTimestamp(7, new Timestamp(row.kafkaTimestamp()));
    }
}
