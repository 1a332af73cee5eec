package io.twinstream.sink;

import io.twinstream.tick.Parsed;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Writes a whole batch in one transaction: its rows, its dead letters, their journal and an entry in the ledger that
 * this batch of this query is committed. A batch that is in the ledger already is not written again. Not thread-safe.
 *
 * <p>The rows' table has a key all the same, and a row that is there already changes nothing: a query that begins anew,
 * under another id, loses and doubles nothing. A query whose checkpoints are put back to an older state keeps its id
 * and may give the number of a committed batch to other records; its entries in the ledger have to be deleted first.
 */
public final class BatchWriter implements AutoCloseable {

    private final String query;
    private final long batch;
    private final TickSession session;
    private final TickBuffer buffer;
    private final Duration patience;

    /**
     * Connects at {@link #begin()}.
     *
     * @param writer names the writer in the journal
     * @param attempt how often the engine has started it
     * @param query unique to the query, and the same after each of its restarts
     * @param batch counted from 0
     */
    public BatchWriter(SinkSettings settings, String writer, int attempt, String query, long batch) {
        this(settings, writer, attempt, query, batch, TickWriter.PATIENCE);
    }

    BatchWriter(SinkSettings settings, String writer, int attempt, String query, long batch, Duration patience) {
        this.query = query;
        this.batch = batch;
        this.session = new TickSession(settings, writer, attempt);
        session.epoch(batch);
        this.buffer = new TickBuffer(settings.flushRows());
        this.patience = patience;
    }

    /**
     * Opens the transaction; false if the batch was committed before, and there is nothing to do. A database that is
     * away is waited for, about a minute.
     *
     * @throws SQLException if it does not come back, or refuses
     */
    public boolean begin() throws SQLException {
        Retry retry = new Retry(patience);
        while (true) {
            try {
                return session.enter(query, batch);
            } catch (SQLException e) {
                session.close();
                if (!retry.isWorthwhileAfter(e)) {
                    throw e;
                }
                retry.pause();
            }
        }
    }

    /**
     * Adds a row or letter to the transaction.
     *
     * @throws SQLException if the transaction failed: nothing of it will be there, and the batch has to begin again
     */
    public void write(Parsed parsed) throws SQLException {
        buffer.add(parsed);
        if (buffer.isFull()) {
            send();
        }
    }

    /**
     * Makes the batch durable and visible.
     *
     * @throws SQLException if that failed, or if nobody knows whether it did: whoever begins again finds out
     */
    public void commit() throws SQLException {
        send();
        session.commit();
    }

    private void send() throws SQLException {
        session.insert(buffer);
        buffer.clear();
    }

    /** Rolls back what was not committed. */
    @Override
    public void close() {
        buffer.clear();
        session.close();
    }
}
