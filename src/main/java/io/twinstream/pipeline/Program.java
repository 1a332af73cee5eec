package io.twinstream.pipeline;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.SinkTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * A program that carries the topic to a table, and what it can do.
 *
 * @param sinks the sink modes that it has
 * @param keyed those in which its table has a unique key on (kafka_partition, kafka_offset)
 * @param ledgered those in which it keeps a ledger of its batches beside the table; LEDGER has one of offsets
 */
public record Program(Lane lane, Set<SinkMode> sinks, Set<SinkMode> keyed, Set<SinkMode> ledgered) {

    public Program {
        sinks = Set.copyOf(sinks);
        keyed = Set.copyOf(keyed);
        ledgered = Set.copyOf(ledgered);
    }

    /** One that keeps no ledger. */
    public Program(Lane lane, Set<SinkMode> sinks, Set<SinkMode> keyed) {
        this(lane, sinks, keyed, Set.of());
    }

    /**
     * Creates the tables that are missing, as {@link SinkTables#create} does.
     *
     * @throws IllegalStateException if the table that is there is another than this program needs; the message is one
     *     sentence
     */
    public void createTables(Connection connection, SinkSettings sink) throws SQLException {
        SinkMode mode = sink.mode();
        SinkTables.create(connection, sink.table(), new Subject(lane, mode), keyed.contains(mode));
        if (ledgered.contains(mode)) {
            SinkTables.createBatchLedger(connection, sink.table());
        }
    }
}
