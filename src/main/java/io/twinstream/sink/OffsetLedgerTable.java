package io.twinstream.sink;

import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The table of an {@link OffsetLedger}, which is worth nothing beside rows that were written past it. */
final class OffsetLedgerTable {

    private static final String DDL = """
            create table if not exists %s (
                kafka_partition int primary key,
                from_offset bigint not null,
                next_offset bigint not null,
                advanced_at timestamptz not null default clock_timestamp())""";

    private static final String WAY_OUT =
            "; name another with --table, or drop it and the tables whose names begin with it.";

    private OffsetLedgerTable() {}

    /**
     * Creates it for a subject that keeps it, and refuses one that would write past it. The table of the rows is there
     * already.
     *
     * @throws IllegalStateException if the rows are not those that the ledger knows of, or would not be; or if a table
     *     of its name is something else; the message is one sentence
     */
    static void require(Connection connection, String table, Subject subject) throws SQLException {
        String ledger = SinkTables.offsetLedger(table);
        if (subject.sink() != SinkMode.LEDGER) {
            if (TableShape.isOffsetLedger(connection, ledger)) {
                throw new IllegalStateException("Table " + table + " is filled in sink mode LEDGER, whose ledger "
                        + ledger + " lane " + subject.lane() + " in sink mode " + subject.sink() + " would not keep"
                        + WAY_OUT);
            }
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(DDL.formatted(ledger));
        }
        if (!TableShape.isOffsetLedger(connection, ledger)) {
            throw new IllegalStateException(
                    "Table " + ledger + " is there already and is no ledger of offsets" + WAY_OUT);
        }
        if (SinkTables.holds(
                connection,
                "select exists (select from %s) and not exists (select from %s)".formatted(table, ledger))) {
            throw new IllegalStateException("Table " + table + " has rows, of which ledger " + ledger
                    + " knows nothing: sink mode LEDGER would write them again" + WAY_OUT);
        }
    }
}
