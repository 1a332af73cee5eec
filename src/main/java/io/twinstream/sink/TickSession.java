package io.twinstream.sink;

import static java.lang.System.Logger.Level.DEBUG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinstream.lane.SinkMode;
import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.TickRow;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A writer's connection, opened when it is needed, and the statements that it sends. */
final class TickSession implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TickWriter.class.getName());

    /** Exact in all of PostgreSQL's range: an interval is multiplied as a double, which holds each of these products. */
    private static final String TIME =
            "timestamptz 'epoch' + (ms / 86400000) * interval '24 hours' + (ms %% 86400000) * interval '1 ms'";

    private static final String COUNTED = "on conflict (writer, attempt, epoch, target) do update set"
            + " tried = journal.tried + excluded.tried, fresh = journal.fresh + excluded.fresh,"
            + " written_at = excluded.written_at";

    // Each inserts and journals in one round trip. What a writer does in an epoch is one row of the journal: a row for
    // each transaction would be a row for each tick where they come one by one.
    private static final String INSERT_ROWS = """
            with fresh as (
                insert into %s (kafka_partition, kafka_offset, kafka_timestamp, symbol, price, "user", "timestamp")
                select p, o, TIME, symbol, price, usr, seconds
                from unnest(?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::numeric[], ?::text[], ?::bigint[])
                    as t (p, o, ms, symbol, price, usr, seconds)
                %s
                returning 1)%s
            insert into %s as journal (writer, attempt, epoch, target, tried, fresh)
            select ?, ?, ?, 'rows', ?, count(*) from fresh
            COUNTED
            returning (select count(*) from fresh)""".replace("TIME", TIME).replace("COUNTED", COUNTED);

    private static final String JOURNAL_COPY = """
            insert into %s as journal (writer, attempt, epoch, target, tried, fresh)
            values (?, ?, ?, 'rows', ?, ?)
            COUNTED""".replace("COUNTED", COUNTED);

    private static final String INSERT_LETTERS = """
            with fresh as (
                insert into %s (kafka_partition, kafka_offset, kafka_timestamp, raw, reason)
                select p, o, case when ms between EARLIEST and LATEST then TIME when ms < 0 then '-infinity'
                    else 'infinity' end, raw, reason
                from unnest(?::int[], ?::bigint[], ?::bigint[], ?::bytea[], ?::text[]) as t (p, o, ms, raw, reason)
                %s
                returning 1)
            insert into %s as journal (writer, attempt, epoch, target, tried, fresh)
            select ?, ?, ?, 'dead_letters', ?, count(*) from fresh
            COUNTED""".replace("TIME", TIME)
            .replace("COUNTED", COUNTED)
            .replace("EARLIEST", Long.toString(Parsed.EARLIEST))
            .replace("LATEST", Long.toString(Parsed.LATEST));

    private static final String ENTER_BATCH =
            "insert into %s (query_id, batch_id) values (?, ?) on conflict do nothing";

    private static final String UNLESS_THERE = "on conflict (kafka_partition, kafka_offset) do nothing";

    private final SinkSettings settings;
    private final String writer;
    private final int attempt;

    /** In mode LEDGER only, and of this connection: null where there is none. */
    private OffsetLedger ledger;

    private volatile Connection connection;
    private volatile boolean aborted;
    private long epoch;
    private PreparedStatement insertRows;
    private PreparedStatement insertLetters;
    private PreparedStatement journalCopy;
    private PreparedStatement advanceLedger;

    TickSession(SinkSettings settings, String writer, int attempt) {
        this.settings = settings;
        this.writer = writer;
        this.attempt = attempt;
    }

    /** The checkpoint or batch that following rows belong to, for the journal. */
    void epoch(long epoch) {
        this.epoch = epoch;
    }

    /**
     * Enters a batch into the ledger, in the transaction that stays open; false if it is there already. A transaction
     * that enters the same batch is waited for.
     */
    boolean enter(String query, long batch) throws SQLException {
        begin();
        try (PreparedStatement entry =
                connection.prepareStatement(ENTER_BATCH.formatted(SinkTables.batchLedger(settings.table())))) {
            entry.setString(1, query);
            entry.setLong(2, batch);
            return entry.executeUpdate() == 1;
        }
    }

    /** Inserts what is buffered in one transaction, which stays open; whether every row was new. */
    boolean insert(TickBuffer buffer) throws SQLException {
        begin();
        boolean allNew = insertRows(buffer);
        insertLetters(buffer.letters());
        return allNew;
    }

    /**
     * Inserts the rows of a buffer in a transaction of their own, with one round trip less: the statement is the
     * transaction. Whether every row was new.
     */
    boolean insertAndCommit(TickBuffer buffer) throws SQLException {
        openIfClosed();
        connection.setAutoCommit(true);
        boolean allNew = insertRows(buffer);
        committed();
        return allNew;
    }

    /**
     * Likewise {@link #insert}, by COPY, which takes thousands of rows for half the price.
     *
     * @throws SQLException also if one of them is there already, where they have a key; the transaction is over then
     */
    void copy(TickBuffer buffer) throws SQLException {
        begin();
        List<TickRow> rows = unwritten(buffer);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + settings.table() + " " + BinaryCopy.COLUMNS + " from stdin (format binary)");
        byte[] bytes = BinaryCopy.of(rows);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        setJournal(journalCopy, 1, buffer.rows().size());
        journalCopy.setLong(5, rows.size());
        journalCopy.executeUpdate();
        insertLetters(buffer.letters());
        if (ledger != null) {
            // Last: who replaces a writer that stands still waits for the entries that this one has locked.
            ledger.set(advanceLedger, 1);
            advanceLedger.executeUpdate();
        }
    }

    private boolean insertRows(TickBuffer buffer) throws SQLException {
        int tried = buffer.rows().size();
        if (tried == 0) {
            return true;
        }
        List<TickRow> rows = unwritten(buffer);
        setIdentity(insertRows, rows);
        insertRows.setArray(4, texts(rows, row -> row.tick().symbol()));
        insertRows.setArray(
                5, array("numeric", rows.stream().map(row -> row.tick().price()).toArray(BigDecimal[]::new)));
        insertRows.setArray(6, texts(rows, row -> row.tick().user()));
        insertRows.setArray(7, longs(rows, row -> row.tick().timestamp()));
        setJournal(insertRows, ledger == null ? 8 : ledger.set(insertRows, 8), tried);
        try (ResultSet fresh = insertRows.executeQuery()) {
            fresh.next();
            return fresh.getLong(1) == tried;
        }
    }

    private List<TickRow> unwritten(TickBuffer buffer) throws SQLException {
        return ledger == null ? buffer.rows() : ledger.unwritten(connection, buffer.rows());
    }

    private void insertLetters(List<DeadLetter> letters) throws SQLException {
        if (!letters.isEmpty()) {
            setIdentity(insertLetters, letters);
            insertLetters.setArray(
                    4, array("bytea", letters.stream().map(DeadLetter::raw).toArray(byte[][]::new)));
            insertLetters.setArray(5, texts(letters, letter -> storable(letter.reason())));
            setJournal(insertLetters, 6, letters.size());
            insertLetters.executeUpdate();
        }
    }

    void commit() throws SQLException {
        connection.commit();
        committed();
    }

    private void committed() {
        if (ledger != null) {
            ledger.committed();
        }
    }

    /** Whether it failed of the ledger, which somebody else has advanced since this session read it. */
    boolean isOvertaken(SQLException e) {
        return OffsetLedger.refused(e, SinkTables.offsetLedger(settings.table()));
    }

    private void begin() throws SQLException {
        openIfClosed();
        connection.setAutoCommit(false);
    }

    private void openIfClosed() throws SQLException {
        if (connection != null) {
            return;
        }
        connection = settings.connect();
        if (aborted) {
            throw new SQLException("The writer was closed while it connected.");
        }
        String table = settings.table();
        String journal = SinkTables.journal(table);
        String advance = "";
        if (settings.mode() == SinkMode.LEDGER) {
            ledger = new OffsetLedger(table);
            advanceLedger = connection.prepareStatement(ledger.advance());
            advance = ", advanced as (" + ledger.advance() + ")";
        }
        insertRows = connection.prepareStatement(
                INSERT_ROWS.formatted(table, onConflict(settings.mode()), advance, journal));
        journalCopy = connection.prepareStatement(JOURNAL_COPY.formatted(journal));
        insertLetters = connection.prepareStatement(
                INSERT_LETTERS.formatted(SinkTables.deadLetters(table), UNLESS_THERE, journal));
    }

    private static String onConflict(SinkMode mode) {
        return switch (mode) {
            case UPSERT, TRANSACTIONAL -> UNLESS_THERE;
            case APPEND, LEDGER -> "";
        };
    }

    private void setIdentity(PreparedStatement insert, List<? extends Parsed> parsed) throws SQLException {
        insert.setArray(
                1, array("int4", parsed.stream().mapToInt(Parsed::partition).toArray()));
        insert.setArray(2, longs(parsed, Parsed::offset));
        insert.setArray(3, longs(parsed, Parsed::kafkaTimestamp));
    }

    private void setJournal(PreparedStatement insert, int first, int tried) throws SQLException {
        insert.setString(first, writer);
        insert.setInt(first + 1, attempt);
        insert.setLong(first + 2, epoch);
        insert.setLong(first + 3, tried);
    }

    private <T> Array longs(List<T> parsed, ToLongFunction<T> column) throws SQLException {
        return array("int8", parsed.stream().mapToLong(column).toArray());
    }

    private <T> Array texts(List<T> parsed, Function<T, String> column) throws SQLException {
        return array("text", parsed.stream().map(column).toArray(String[]::new));
    }

    private Array array(String type, Object values) throws SQLException {
        return connection.unwrap(PGConnection.class).createArrayOf(type, values);
    }

    /** A reason can quote the record: without what PostgreSQL cannot store, or the letter would be refused for ever. */
    private static String storable(String reason) {
        return new String(reason.getBytes(UTF_8), UTF_8).replace("\0", "NUL");
    }

    /** Breaks the connection off, now and for good; called by another thread than that which uses it. */
    void abort() {
        aborted = true;
        Connection current = connection;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.log(DEBUG, "The connection was lost before it was broken off.", e);
            }
        }
    }

    /** Closes the connection, if there is one, and rolls back what was not committed. */
    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(DEBUG, "The connection was lost before it was closed.", e);
        }
        connection = null;
    }
}
