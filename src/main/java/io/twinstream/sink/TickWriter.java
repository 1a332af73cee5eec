package io.twinstream.sink;

import io.twinstream.lane.SinkMode;
import io.twinstream.tick.Parsed;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Writes rows and dead letters to PostgreSQL in transactions, each with a row in the journal. Both engines and the
 * floor use it. Not thread-safe.
 *
 * <p>A replayed row changes nothing, except in mode APPEND: there it stands twice. A replayed dead letter never changes
 * anything.
 */
public final class TickWriter implements AutoCloseable {

    /** How long a database that fails is tried again, counted from the first failure of a flush. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SinkSettings settings;
    private final TickSession session;
    private final Duration patience;
    private final TickBuffer buffer;
    private long oldest;
    private long epoch;

    /**
     * Connects at the first flush.
     *
     * @param writer names the writer in the journal, for example {@code spark-2} for partition 2
     * @param attempt how often the engine has started it
     */
    public TickWriter(SinkSettings settings, String writer, int attempt) {
        this(settings, writer, attempt, PATIENCE);
    }

    TickWriter(SinkSettings settings, String writer, int attempt, Duration patience) {
        this.settings = settings;
        this.session = new TickSession(settings, writer, attempt);
        this.patience = patience;
        this.buffer = new TickBuffer(settings.flushRows());
    }

    /** The checkpoint or batch that following rows belong to, for the journal. To be set when nothing is buffered. */
    public void epoch(long epoch) {
        this.epoch = epoch;
    }

    /**
     * Buffers a row or letter; flushes when the buffer is full or its oldest row has waited the flush interval.
     *
     * @throws SQLException as {@link #flush()}; the row is buffered, too
     */
    public void write(Parsed parsed) throws SQLException {
        if (buffer.isEmpty()) {
            oldest = System.nanoTime();
        }
        buffer.add(parsed);
        if (buffer.isFull() || nanosUntilDue() == 0) {
            flush();
        }
    }

    /**
     * Nanoseconds until the oldest buffered row has waited the flush interval; {@link Long#MAX_VALUE} if there is none.
     */
    public long nanosUntilDue() {
        if (buffer.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long waited = System.nanoTime() - oldest;
        return Math.max(0, settings.flushInterval().toNanos() - waited);
    }

    /**
     * Makes every buffered row durable and visible. A flush that fails because of the server's state, not of the data,
     * is tried again with back-off, on a new connection and for about a minute; the rows stay buffered. In mode APPEND
     * a lost connection during the commit ends the attempts: the rows may be there, and writing them again would double
     * them.
     *
     * @throws SQLException if the database refused every attempt; the rows are still buffered and nothing was reported
     *     written
     */
    public void flush() throws SQLException {
        if (buffer.isEmpty()) {
            return;
        }
        Retry retry = new Retry(patience);
        while (!flushOnce(retry)) {
            retry.pause();
        }
        buffer.clear();
    }

    /** Whether it is done; false if it is to be tried again. */
    private boolean flushOnce(Retry retry) throws SQLException {
        boolean committing = false;
        try {
            session.insert(buffer, epoch);
            committing = true;
            session.commit();
            return true;
        } catch (SQLException e) {
            session.close();
            boolean wouldDouble = committing && !buffer.rows().isEmpty() && settings.mode() == SinkMode.APPEND;
            if (wouldDouble || !retry.isWorthwhileAfter(e)) {
                throw e;
            }
            return false;
        }
    }

    /** Closes the connection and drops what is buffered: what must be kept is flushed first. */
    @Override
    public void close() {
        buffer.clear();
        session.close();
    }
}
