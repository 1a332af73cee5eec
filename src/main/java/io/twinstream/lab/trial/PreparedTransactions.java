package io.twinstream.lab.trial;

import io.twinstream.history.Fact;
import io.twinstream.history.Stamp;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.server.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Transactions that lanes have prepared and neither committed nor rolled back. They outlive sessions, and the server's
 * end.
 */
final class PreparedTransactions {

    /** Whose they are is seen by the schema of the tables that they hold locks on. */
    private static final String LIST = """
            select p.gid, (extract(epoch from p.prepared) * 1000000)::bigint, min(n.nspname)
            from pg_prepared_xacts p
                left join pg_locks own on own.transactionid = p.transaction and own.granted and own.pid is null
                left join pg_locks held on held.virtualtransaction = own.virtualtransaction
                    and held.locktype = 'relation' and held.pid is null
                left join pg_class c on c.oid = held.relation
                left join pg_namespace n on n.oid = c.relnamespace and n.nspname !~ '^pg_'
            group by p.gid, p.prepared order by p.prepared""";

    private PreparedTransactions() {}

    /** Notes those that are there. */
    static void note(Database database, Map<String, Deployment> byPlace, Consumer<Fact> history) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet prepared = statement.executeQuery(LIST)) {
            while (prepared.next()) {
                Deployment subject = byPlace.get(prepared.getString(3));
                Stamp now = Stamp.now();
                history.accept(new Fact.Prepared(
                        now.t(),
                        now.m(),
                        subject == null ? null : subject.name(),
                        prepared.getString(1),
                        prepared.getLong(2)));
            }
        }
    }

    /** Rolls all of them back: their locks would stop whoever comes next. */
    static void rollBack(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> gids = new ArrayList<>();
            try (ResultSet prepared = statement.executeQuery("select gid from pg_prepared_xacts")) {
                while (prepared.next()) {
                    gids.add(prepared.getString(1));
                }
            }
            for (String gid : gids) {
                statement.execute("rollback prepared '" + gid.replace("'", "''") + "'");
            }
        }
    }
}
