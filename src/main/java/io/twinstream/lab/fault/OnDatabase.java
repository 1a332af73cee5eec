package io.twinstream.lab.fault;

import static io.twinstream.lab.fault.Soon.comesTrue;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Stamp;
import io.twinstream.lab.server.Database;
import io.twinstream.lab.server.Incarnation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** What is done to the database. */
public final class OnDatabase {

    private static final Duration REACTION = Duration.ofSeconds(60);

    private OnDatabase() {}

    /** Reads well before what is done to it. */
    public static OnDatabase database() {
        return new OnDatabase();
    }

    /** Killed with all its sessions, and started again 2 s later: it recovers from its write-ahead log. */
    public Disruption isKilled() {
        return new Disruption(Fault.DATABASE_KILL, "database killed", scene -> {
            replace(scene, Database::kill, "automatic recovery in progress");
        });
    }

    /** Shut down in order, which ends its sessions, and started again 2 s later. */
    public Disruption isRestarted() {
        return new Disruption(Fault.DATABASE_RESTART, "database restarted", scene -> {
            replace(scene, Database::stop, "database system was shut down");
        });
    }

    private static void replace(Scene scene, Consumer<Database> ending, String line) throws InterruptedException {
        Database database = scene.environment().database();
        Optional<Incarnation> gone = Outage.of(scene, database, ending, () -> serves(database));
        if (gone.isPresent() && database.incarnation().log().holds(line)) {
            scene.felt(gone.get().id() + " gone; the log of "
                    + database.incarnation().id() + " says: " + line);
        }
    }

    /** It has recovered and begins transactions that write. */
    private static boolean serves(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return statement.execute("select pg_current_xact_id()");
        } catch (SQLException e) {
            return false;
        }
    }

    /** Every process of it stands still for a while; its connections stay open. */
    public Disruption isPausedFor(Duration time) {
        return new Disruption(Fault.DATABASE_PAUSE, "database paused for " + time.toSeconds() + " s", scene -> {
            Database database = scene.environment().database();
            scene.begin();
            database.pause();
            scene.struck();
            long from = Stamp.now().t();
            Scene.last(time);
            boolean still = database.incarnation().isPaused();
            long to = Stamp.now().t();
            database.resume();
            scene.servedAgain();
            scene.end();
            long committed = 0;
            for (Victim victim : scene.victims()) {
                committed += committedBetween(database, victim, from, to);
            }
            if (still && committed == 0) {
                scene.felt("every process of it stood still for " + time.toSeconds()
                        + " s, and no row was committed meanwhile");
            }
        });
    }

    private static long committedBetween(Database database, Victim victim, long from, long to) throws SQLException {
        String rows = "select count(*) from " + victim.place() + "." + victim.table()
                + " where pg_xact_commit_timestamp(xmin) between timestamptz 'epoch' + ? * interval '1 us'"
                + " and timestamptz 'epoch' + ? * interval '1 us'";
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(rows)) {
            query.setLong(1, from);
            query.setLong(2, to);
            return single(query);
        }
    }

    /** The lanes' sessions are ended, once. */
    public Disruption endsTheSessions() {
        return new Disruption(Fault.DATABASE_DISCONNECT, "database sessions ended", scene -> {
            try (Connection connection = scene.environment().database().connect()) {
                Map<Victim, Set<Integer>> ended = new LinkedHashMap<>();
                scene.begin();
                for (Victim victim : scene.victims()) {
                    ended.put(victim, endAll(connection, victim));
                }
                scene.end();
                ended.forEach((victim, sessions) -> {
                    if (!sessions.isEmpty()
                            && comesTrue(REACTION, () -> !sessions.containsAll(sessions(connection, victim)))) {
                        scene.felt(victim, sessions.size() + " sessions ended, and new ones opened");
                    }
                });
            }
        });
    }

    /**
     * Spark's sessions last as long as a task: there may be none at any one moment, or none any more when it is to be
     * ended.
     */
    private static Set<Integer> endAll(Connection connection, Victim victim) {
        return Awaitility.await("a session of " + victim.name())
                .atMost(REACTION)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> ended(connection, victim), sessions -> !sessions.isEmpty());
    }

    /** Those that were still there when their turn came. */
    private static Set<Integer> ended(Connection connection, Victim victim) throws SQLException {
        Set<Integer> ended = new TreeSet<>();
        // One by one: in a where clause the server may end a session before it has looked whose it is.
        try (PreparedStatement end = connection.prepareStatement("select pg_terminate_backend(?)")) {
            for (int session : sessions(connection, victim)) {
                end.setInt(1, session);
                try (ResultSet signalled = end.executeQuery()) {
                    if (signalled.next() && signalled.getBoolean(1)) {
                        ended.add(session);
                    }
                }
            }
        }
        return ended;
    }

    private static Set<Integer> sessions(Connection connection, Victim victim) throws SQLException {
        Set<Integer> sessions = new TreeSet<>();
        try (PreparedStatement query =
                connection.prepareStatement("select pid from pg_stat_activity where application_name = ?")) {
            query.setString(1, victim.place());
            try (ResultSet pids = query.executeQuery()) {
                while (pids.next()) {
                    sessions.add(pids.getInt(1));
                }
            }
        }
        return sessions;
    }

    /** Another session locks the lanes' tables against inserts for a while. */
    public Disruption isLockedFor(Duration time) {
        return new Disruption(Fault.DATABASE_LOCK, "tables locked for " + time.toSeconds() + " s", scene -> {
            Database database = scene.environment().database();
            try (Connection locker = database.connect();
                    Connection watcher = database.connect();
                    Statement statement = locker.createStatement()) {
                locker.setAutoCommit(false);
                scene.begin();
                for (Victim victim : scene.victims()) {
                    statement.execute("lock table " + victim.place() + "." + victim.table() + " in exclusive mode");
                }
                scene.struck();
                Scene.last(time);
                for (Victim victim : scene.victims()) {
                    long waiting = waiting(watcher, victim);
                    if (waiting > 0) {
                        scene.felt(victim, waiting + " of its sessions waited for the lock");
                    }
                }
                locker.rollback();
                scene.servedAgain();
                scene.end();
            }
        });
    }

    private static long waiting(Connection connection, Victim victim) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select count(distinct l.pid) from pg_locks l join pg_stat_activity a using (pid)"
                        + " where not l.granted and a.application_name = ?")) {
            query.setString(1, victim.place());
            return single(query);
        }
    }

    /** It takes no more rows for a while: every new transaction is read-only. */
    public Disruption isReadOnlyFor(Duration time) {
        return new Disruption(Fault.SINK_FULL, "database read-only for " + time.toSeconds() + " s", scene -> {
            Database database = scene.environment().database();
            scene.begin();
            readOnly(database, "on");
            try {
                Awaitility.await("new sessions to be read-only")
                        .atMost(REACTION)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> isReadOnly(database));
                scene.struck();
                Scene.last(time);
            } finally {
                readOnly(database, "default");
            }
            Awaitility.await("new sessions to be writable")
                    .atMost(REACTION)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !isReadOnly(database));
            scene.servedAgain();
            scene.end();
            for (Victim victim : scene.victims()) {
                String refusal = victim.place() + ": ERROR:  cannot execute INSERT in a read-only transaction";
                if (database.incarnation().log().holds(refusal)) {
                    scene.felt(victim, "the database's log says: " + refusal);
                }
            }
        });
    }

    private static void readOnly(Database database, String value) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set default_transaction_read_only = " + value);
            statement.execute("select pg_reload_conf()");
        }
    }

    /** The server is only asked to read its configuration again. */
    private static boolean isReadOnly(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("show default_transaction_read_only")) {
            return setting.next() && setting.getString(1).equals("on");
        }
    }

    private static long single(PreparedStatement query) throws SQLException {
        try (ResultSet result = query.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }
}
