package io.twinstream.lab.fault;

import static io.twinstream.lab.fault.Soon.comesTrue;

import io.twinstream.lab.server.EnvironmentException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The moment between a commit and its answer, a fraction of a millisecond: the rows are there for good, and the lane
 * does not know it. The database is made to wait for a standby that is not there: it makes each commit durable and
 * withholds the answer. Who asks again then writes what stands there already. So a fault that strikes now puts the sink
 * of every lane to the test, whatever the engine.
 *
 * <p>A database that is started anew does not wait any more; one that runs waits until the fault is over.
 */
public final class UnansweredCommits implements Moment {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private static final String WITHHELD = """
            select exists (select from pg_stat_activity
                where application_name = ? and wait_event = 'SyncRep' and query not ilike 'prepare transaction%')""";

    private final long rows;
    private Connection asking;

    private UnansweredCommits(long rows) {
        this.rows = rows;
    }

    /** Every lane has so many rows visible, and has committed something of which it does not hear. */
    public static Moment commitsUnanswered(long rows) {
        return new UnansweredCommits(rows);
    }

    @Override
    public String text() {
        return rows + " rows visible and a commit of every lane without an answer";
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public void await(Scene scene) throws Exception {
        Moments.rowsVisible(rows).await(scene);
        asking = scene.environment().database().connect();
        try (Statement statement = asking.createStatement()) {
            statement.execute("alter system set synchronous_standby_names = 'nobody'");
            try {
                reload(statement);
                if (!comesTrue(DEADLINE, () -> isWithheldFromAll(scene))) {
                    throw new EnvironmentException(
                            "Within " + DEADLINE.toSeconds() + " s there were never " + text() + ".");
                }
            } finally {
                // Without another reload: the server that runs goes on withholding, and one that is started does not.
                statement.execute("alter system reset synchronous_standby_names");
            }
        }
    }

    private boolean isWithheldFromAll(Scene scene) throws SQLException {
        try (PreparedStatement query = asking.prepareStatement(WITHHELD)) {
            for (Victim victim : scene.victims()) {
                query.setString(1, victim.place());
                try (ResultSet withheld = query.executeQuery()) {
                    withheld.next();
                    if (!withheld.getBoolean(1)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static void reload(Statement statement) throws SQLException {
        statement.execute("select pg_reload_conf()");
    }

    /** The answers go out, and find nobody where a lane has given up or was ended. */
    @Override
    public void release() throws SQLException {
        if (asking == null) {
            return;
        }
        try (Connection connection = asking;
                Statement statement = connection.createStatement()) {
            reload(statement);
        } catch (SQLException e) {
            // The server that was asked is gone, and the next one waits for nobody.
        }
    }
}
