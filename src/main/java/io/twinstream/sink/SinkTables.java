package io.twinstream.sink;

import io.twinstream.cell.SinkMode;
import java.sql.Connection;
import java.sql.SQLException;

/** The tables that a lane writes: its rows, its dead letters, its journal and the topic that it reads. */
public final class SinkTables {

    /** The table of the Spark lanes, as the original named it. */
    public static final String SPARK = "crypto_prices_realtime";

    /** The table of the Flink lanes, as the original named it. */
    public static final String FLINK = "crypto_prices_flink";

    private SinkTables() {}

    /** Creates the tables that are missing in the connection's current schema. */
    public static void create(Connection connection, String table, SinkMode mode) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /**
     * Notes that this table is filled from this topic.
     *
     * @param topicId Kafka's own id of the topic, which a topic that is deleted and created again does not keep
     * @throws IllegalStateException if the table was filled from another topic, or from one that was deleted since: its
     *     offsets would look like replays
     */
    public static void claim(Connection connection, String table, String topic, String topicId) throws SQLException {
        throw new UnsupportedOperationException();
    }
}
