package io.twinstream.sink;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows and dead letters to PostgreSQL in transactions, each with a row in the journal. Both engines and the floor use
 * it. Not thread-safe.
 *
 * <p>Where the table has a unique key a replayed row changes nothing; in mode APPEND it stands there twice. Dead letters always
 * have the key.
 */
public final class TickWriter implements AutoCloseable {

    /** How long a database that fails is tried again, counted from the first failure of a flush. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    // A thousand records of Kafka's usual limit of 1 MB would not fit into a task's memory.
    private static final long FLUSH_CHARS = 4L << 20;

    private final SinkSettings settings;
    private final TickSession session;
    private final Duration patience;
    private final List<TickRow> rows = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private long bufferedChars;
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
    }

    /** The checkpoint or batch that following rows belong to, for the journal. To be told when nothing is buffered. */
    public void epoch(long epoch) {
        this.epoch = epoch;
    }

    /**
     * Buffers a row or letter; flushes when the buffer is full or its oldest row has waited the flush interval.
     *
     * @throws SQLException as {@link #flush()}; the row is buffered, too
     */
    public void write(Parsed parsed) throws SQLException {
        if (isEmpty()) {
            oldest = System.nanoTime();
        }
        if (parsed instanceof TickRow row) {
            rows.add(row);
            bufferedChars += row.tick().symbol().length() + row.tick().user().length();
        } else if (parsed instanceof DeadLetter letter) {
            letters.add(letter);
            bufferedChars += letter.raw() == null ? 0 : letter.raw().length;
        }
        if (isFull() || nanosUntilDue() == 0) {
            flush();
        }
    }

    private boolean isEmpty() {
        return rows.isEmpty() && letters.isEmpty();
    }

    private boolean isFull() {
        return rows.size() + letters.size() >= settings.flushRows() || bufferedChars >= FLUSH_CHARS;
    }

    /** Nanoseconds until the oldest buffered row has waited the flush interval; {@link Long#MAX_VALUE} if there is none. */
    public long nanosUntilDue() {
        if (isEmpty()) {
            return Long.MAX_VALUE;
        }
        long waited = System.nanoTime() - oldest;
        return Math.max(0, settings.flushInterval().toNanos() - waited);
    }

    /**
     * Makes every buffered row durable and visible. A flush that fails because of the server's state, not of the data, is tried
     * again with back-off, on a new connection and for about a minute; the rows stay buffered. In mode APPEND a lost connection
     * during the commit ends the attempts: the rows may be there, and writing them again would double them.
     *
     * @throws SQLException if the database refused every attempt; the rows are still buffered and nothing was reported written
     */
    public void flush() throws SQLException {
        if (isEmpty()) {
            return;
        }
        Retry retry = new Retry(patience);
        while (!flushOnce(retry)) {
            retry.pause();
        }
        rows.clear();
        letters.clear();
        bufferedChars = 0;
    }

    /** Whether it is done; false if it is to be tried again. */
    private boolean flushOnce(Retry retry) throws SQLException {
        boolean committing = false;
        try {
            session.insert(rows, letters, epoch);
            committing = true;
            session.commit();
            return true;
        } catch (SQLException e) {
            session.close();
            boolean wouldDouble =
                    committing && !rows.isEmpty() && !settings.mode().keyed();
            if (wouldDouble || !retry.isWorthwhileAfter(e)) {
                throw e;
            }
            return false;
        }
    }

    /** Closes the connection and drops what is buffered: what must be kept is flushed first. */
    @Override
    public void close() {
        rows.clear();
        letters.clear();
        bufferedChars = 0;
        session.close();
    }
}
