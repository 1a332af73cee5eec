package io.twinstream.sink;

import static java.lang.System.Logger.Level.WARNING;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Whether and when to try again what a database refused. One for each thing that is tried. */
final class Retry {

    private static final System.Logger LOG = System.getLogger(TickWriter.class.getName());

    /** Classes of SQLState: connection, transaction roll-back, resources, operator's intervention. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final long FIRST_PAUSE_MILLIS = 50;

    /** So soon a database that is back is noticed: a longer pause would be measured as the engine's recovery. */
    private static final long LONGEST_PAUSE_MILLIS = 250;

    private final Duration patience;
    private SQLException failure;
    private long firstFailure;
    private long limitMillis;
    private long pauseMillis;
    private int failures;

    Retry(Duration patience) {
        this.patience = patience;
    }

    /** False if the failure will not pass by itself, or if the patience is over. */
    boolean isWorthwhileAfter(SQLException e) {
        long now = System.nanoTime();
        if (failure == null) {
            firstFailure = now;
            limitMillis = FIRST_PAUSE_MILLIS;
        } else {
            limitMillis = Math.min(2 * limitMillis, LONGEST_PAUSE_MILLIS);
        }
        // Writers that failed together do not come back together.
        pauseMillis = ThreadLocalRandom.current().nextLong(limitMillis / 2, limitMillis + 1);
        failure = e;
        failures++;
        long over = now + TimeUnit.MILLISECONDS.toNanos(pauseMillis) - firstFailure;
        return isTransient(e) && over <= patience.toNanos();
    }

    /**
     * Waits before the next attempt.
     *
     * @throws SQLException the failure itself, if the thread is interrupted meanwhile
     */
    void pause() throws SQLException {
        if (Integer.bitCount(failures) == 1) { // less and less often
            LOG.log(
                    WARNING,
                    "The database failed {0,number,#} times in a row ({1}); nothing is lost, and it is tried again in {2,number,#} ms.",
                    failures,
                    failure.getMessage(),
                    pauseMillis);
        }
        try {
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** How long {@link #pause} takes next. */
    long pauseMillis() {
        return pauseMillis;
    }

    static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && state.length() == 5
                && (TRANSIENT_CLASSES.contains(state.substring(0, 2)) || state.equals(LOCK_NOT_AVAILABLE));
    }
}
