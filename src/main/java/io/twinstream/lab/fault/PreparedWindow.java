package io.twinstream.lab.fault;

import static io.twinstream.lab.fault.Soon.comesTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The moment between PREPARE TRANSACTION and COMMIT PREPARED: a few milliseconds of each checkpoint, too few to be hit
 * from outside. So the database is made to wait for a standby that is not there: it prepares and withholds its answer.
 * Once all task managers stand still the answer goes out, and finds nobody.
 */
public final class PreparedWindow implements Moment {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** Checkpoints are a second apart, and take less where nothing is in their way. */
    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private static final String WAITING = "pg_stat_activity where wait_event = 'SyncRep'";
    private static final String WITHHELD = WAITING + " and query ilike 'prepare transaction%'";

    private final HeldTaskManagers taskManagers = new HeldTaskManagers();

    private PreparedWindow() {}

    /** A transaction is prepared, and every task manager stands still. */
    public static Moment transactionPrepared() {
        return new PreparedWindow();
    }

    @Override
    public String text() {
        return "a transaction is prepared and not committed";
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public void await(Scene scene) throws Exception {
        Moments.rowsVisible(1_000).await(scene);
        try (Connection connection = scene.environment().database().connect();
                Statement statement = connection.createStatement()) {
            long giveUp = System.nanoTime() + DEADLINE.toNanos();
            while (!isHeld(scene, statement)) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException("In " + DEADLINE.toMinutes()
                            + " min there was no transaction whose PREPARE could be left without an answer.");
                }
            }
            if (count(statement, "pg_prepared_xacts") == 0) {
                throw new IllegalStateException("The transaction that was prepared was committed all the same.");
            }
        }
    }

    /**
     * Makes the database wait for a while and the task managers stand still as soon as it withholds the answer to a
     * PREPARE. None comes if the database began to wait between a PREPARE and its COMMIT PREPARED: that is then what
     * waits, and no task goes on to the next one.
     */
    private boolean isHeld(Scene scene, Statement statement) throws Exception {
        boolean held;
        statement.execute("alter system set synchronous_standby_names = 'nobody'");
        try {
            statement.execute("select pg_reload_conf()");
            // One that is prepared and not waited for would be committed before anybody stands still.
            held = comesTrue(ATTEMPT, () -> count(statement, WITHHELD) > 0);
            if (held) {
                taskManagers.hold(scene);
            }
        } finally {
            statement.execute("alter system reset synchronous_standby_names");
            statement.execute("select pg_reload_conf()");
        }
        if (!comesTrue(DEADLINE, () -> count(statement, WAITING) == 0)) {
            throw new IllegalStateException(
                    "The database does not answer again: sessions wait for a standby that is not asked for.");
        }
        return held;
    }

    @Override
    public void release() {
        taskManagers.release();
    }

    /** How many rows there are in what follows a {@code from}. */
    static int count(Statement statement, String from) throws SQLException {
        try (ResultSet count = statement.executeQuery("select count(*) from " + from)) {
            count.next();
            return count.getInt(1);
        }
    }
}
