package io.twinstream.sink;

import io.twinstream.lane.SinkMode;
import io.twinstream.tick.TickRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Commits one group of rows and letters after the other, each in a transaction of its own, and tries again what may be
 * tried again. Not thread-safe, but for {@link #abort}.
 */
final class GroupCommit implements AutoCloseable {

    /** From so many rows on COPY is the cheaper way. */
    private static final int COPIED = 500;

    private static final String UNIQUE_VIOLATION = "23505";

    private final SinkMode mode;
    private final TickSession session;
    private final Duration patience;

    /** Whether the last rows were all new: where they have a key, COPY has no way to pass over one that is there. */
    private boolean nothingReplayed;

    /** Whether a transaction of the group failed of which nobody knows whether it was committed. */
    private boolean unanswered;

    /** By partition, the last offset that came. */
    private final Map<Integer, Long> last = new HashMap<>();

    /**
     * Connects when there is something to commit.
     *
     * @param patience how long a database that fails is tried again, counted from the first failure of a group
     */
    GroupCommit(SinkSettings settings, String writer, int attempt, Duration patience) {
        this.mode = settings.mode();
        this.session = new TickSession(settings, writer, attempt);
        this.patience = patience;
    }

    /** The checkpoint or batch that following groups belong to, for the journal. */
    void epoch(long epoch) {
        session.epoch(epoch);
    }

    /**
     * Makes a group durable and visible.
     *
     * @throws SQLException if the database refuses it, or is away for too long; in mode APPEND also if nobody knows
     *     whether it was committed; in mode LEDGER also if another writer has advanced the ledger
     * @throws IllegalStateException in mode LEDGER, if rows do not come in the order of their offsets: the ledger would
     *     take those that are late for replayed
     */
    void commit(TickBuffer group) throws SQLException {
        if (mode == SinkMode.LEDGER) {
            group.rows().forEach(this::requireInOrder);
        }
        unanswered = false;
        Retry retry = new Retry(patience);
        while (!tryTo(group, retry)) {
            retry.pause();
        }
    }

    private void requireInOrder(TickRow row) {
        Long before = last.put(row.partition(), row.offset());
        if (before != null && before >= row.offset()) {
            throw new IllegalStateException("Offset " + row.offset() + " of partition " + row.partition()
                    + " came behind offset " + before
                    + ", and sink mode LEDGER needs the rows of a partition in their order.");
        }
    }

    /** Whether it is done; false if it is to be tried again. */
    private boolean tryTo(TickBuffer group, Retry retry) throws SQLException {
        boolean committing = false;
        boolean copied = group.rows().size() >= COPIED && (nothingReplayed || mode != SinkMode.UPSERT);
        try {
            if (copied) {
                session.copy(group);
                committing = true;
                session.commit();
            } else if (group.letters().isEmpty() && mode != SinkMode.APPEND) {
                nothingReplayed = session.insertAndCommit(group);
            } else {
                nothingReplayed = session.insert(group);
                committing = true;
                session.commit();
            }
            return true;
        } catch (SQLException e) {
            session.close();
            if (copied && mode == SinkMode.UPSERT && UNIQUE_VIOLATION.equals(e.getSQLState())) {
                nothingReplayed = false;
                return false;
            }
            if (unanswered && session.isOvertaken(e)) {
                unanswered = false; // by its own transaction, which was committed only now
                return false;
            }
            boolean wouldDouble = committing && !group.rows().isEmpty() && mode == SinkMode.APPEND;
            if (wouldDouble || !retry.isWorthwhileAfter(e)) {
                throw session.isOvertaken(e)
                        ? new SQLException("Another writer has advanced the ledger of this one's partitions.", e)
                        : e;
            }
            unanswered = true;
            return false;
        }
    }

    /** Breaks off what is under way, now and for good; called by another thread. */
    void abort() {
        session.abort();
    }

    /** Rolls back what was not committed. */
    @Override
    public void close() {
        session.close();
    }
}
