package io.twinstream.lab.fault;

import static io.twinstream.lab.fault.Soon.comesTrue;

import io.twinstream.lab.server.EnvironmentException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The moment in which a lane that commits each partition of a batch by itself has committed some of them and not all. A
 * lock that a trigger of the lane's table waits for holds partition 0 back, so that the moment lasts. A batch that
 * turns out to be too small, as the first ones may be, is let go: while it is held records pile up for the next.
 */
public final class HeldPartition implements Moment {

    private static final long LOCK = 0x7477696e;
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** Longer than a control takes from one batch to the next. */
    private static final Duration BATCH = Duration.ofSeconds(25);

    private final String name;
    private final long rows;
    private Connection holder;

    private HeldPartition(String name, long rows) {
        this.name = name;
        this.rows = rows;
    }

    /** The lane of this subject shows so many rows of a batch whose partition 0 is held back. */
    public static Moment partitionHeldBack(String name, long rows) {
        return new HeldPartition(name, rows);
    }

    @Override
    public String text() {
        return rows + " rows of " + name + " visible in a batch whose partition 0 is held back";
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public void await(Scene scene) throws Exception {
        Victim control = scene.victim(name);
        ShowsRows table = control.require(ShowsRows.class);
        Moments.rowsVisible(1).await(scene);
        holder = scene.environment().database().connect();
        try (Statement statement = holder.createStatement()) {
            lock(statement);
            statement.execute("create function " + control.place()
                    + ".wait_for_the_lock() returns trigger language plpgsql as"
                    + " $$ begin perform pg_advisory_xact_lock_shared(" + LOCK + "); return new; end $$");
            statement.execute("create trigger held before insert on " + control.place() + "." + control.table()
                    + " for each row when (new.kafka_partition = 0) execute function " + control.place()
                    + ".wait_for_the_lock()");
            long giveUp = System.nanoTime() + DEADLINE.toNanos();
            while (!comesTrue(BATCH, () -> table.rowsUncovered() >= rows)) {
                if (System.nanoTime() > giveUp) {
                    throw new EnvironmentException(
                            "Within " + DEADLINE.toSeconds() + " s there were never " + text() + ".");
                }
                letABatchGo(control.require(MakesProgress.class), statement);
            }
        }
    }

    private void letABatchGo(MakesProgress control, Statement statement) throws SQLException {
        Map<Integer, Long> before = control.durableOffsets();
        statement.execute("select pg_advisory_unlock(" + LOCK + ")");
        Awaitility.await("the next batch of " + name)
                .atMost(DEADLINE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !control.durableOffsets().equals(before));
        lock(statement);
    }

    private static void lock(Statement statement) throws SQLException {
        statement.execute("select pg_advisory_lock(" + LOCK + ")");
    }

    /**
     * Partition 0 goes on: for the driver that took over, and for an executor that has not noticed yet that its own is
     * gone.
     */
    @Override
    public void release() throws SQLException {
        if (holder != null) {
            holder.close();
        }
    }
}
