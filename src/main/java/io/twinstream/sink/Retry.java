package io.twinstream.sink;

import static java.lang.System.Logger.Level.WARNING;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Whether and when to try again what a database refused. One for each thing that is tried. */
final class Retry {

    private static final System.Logger LOG = System.getLogger(TickWriter.class.getName());

    /** Classes of SQLState: connection, transaction roll-back, resources, operator's intervention. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Duration patience;
    private SQLException failure;
    private long firstFailure;
    private long pauseMillis;

    Retry(Duration patience) {
        this.patience = patience;
    }

    /** False if the failure will not pass by itself, or if the patience is over. */
    boolean isWorthwhileAfter(SQLException e) {
        long now = System.nanoTime();
        if (failure == null) {
            firstFailure = now;
            pauseMillis = FIRST_PAUSE_MILLIS;
        } else {
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
        failure = e;
        long over = now + TimeUnit.MILLISECONDS.toNanos(pauseMillis) - firstFailure;
        return isTransient(e) && over <= patience.toNanos();
    }

    /**
     * Waits before the next attempt.
     *
     * @throws SQLException the failure itself, if the thread is interrupted meanwhile
     */
    void pause() throws SQLException {
        LOG.log(
                WARNING,
                "The database failed ({0}); nothing is lost, and it is tried again in {1,number,#} ms.",
                failure.getMessage(),
                pauseMillis);
        try {
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && state.length() == 5
                && (TRANSIENT_CLASSES.contains(state.substring(0, 2)) || state.equals(LOCK_NOT_AVAILABLE));
    }
}
