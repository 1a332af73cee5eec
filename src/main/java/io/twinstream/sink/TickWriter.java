package io.twinstream.sink;

import java.sql.SQLException;

/**
 * Writes rows and dead letters to PostgreSQL in transactions, each with a row in the journal. Both engines and the floor use
 * it. Not thread-safe.
 */
public final class TickWriter implements AutoCloseable {

    /**
     * @param writer names the writer in the journal, for example {@code spark-2} for partition 2
     * @param attempt how often the engine has started it
     */
    public TickWriter(SinkSettings settings, String writer, int attempt) {
        throw new UnsupportedOperationException();
    }

    /** The checkpoint or batch that following rows belong to, for the journal. */
    public void epoch(long epoch) {
        throw new UnsupportedOperationException();
    }

    /** Buffers a row or letter; flushes when the buffer is full or its oldest row has waited the flush interval. */
    public void write(Parsed parsed) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /** Nanoseconds until the oldest buffered row has waited the flush interval; {@link Long#MAX_VALUE} if there is none. */
    public long nanosUntilDue() {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes every buffered row durable and visible. A flush that fails is tried again with back-off; the rows stay buffered.
     *
     * @throws SQLException if the database refused every attempt; the rows are still buffered and nothing was reported written
     */
    public void flush() throws SQLException {
        throw new UnsupportedOperationException();
    }

    /** Closes the connection and drops what is buffered: what must be kept is flushed first. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
