package io.twinstream.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.history.Fact;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.lane.Flink;
import io.twinstream.lab.server.Database;
import io.twinstream.lab.server.Site;
import io.twinstream.lane.SinkMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTransactionsIT {

    private static final Map<String, Deployment> SUBJECTS =
            Map.of("t1_left", Flink.flink(SinkMode.TRANSACTIONAL), "t1_other", Flink.flink(SinkMode.UPSERT));

    @Test
    void a_transaction_left_prepared_is_noted_with_its_subject_and_rolled_back(@TempDir Path logs) throws Exception {
        try (Site site = Site.open(logs);
                Database database = Database.in(site.choice().form(), site)) {
            database.start();
            try (Connection lane = database.connect();
                    Statement statement = lane.createStatement()) {
                statement.execute("create schema t1_left");
                statement.execute("create table t1_left.rows (n int)");
                statement.execute("begin; insert into t1_left.rows values (1); prepare transaction 'left behind'");
                // The session goes on, and so does its virtual transaction id.
                statement.execute("insert into t1_left.rows values (2)");
            }
            assertNoted(database);

            database.kill();
            database.start();
            assertNoted(database);

            PreparedTransactions.rollBack(database);
            assertThat(noted(database)).isEmpty();
        }
    }

    private static void assertNoted(Database database) throws SQLException {
        assertThat(noted(database)).singleElement().satisfies(prepared -> {
            assertThat(prepared.subject()).isEqualTo("flink/TRANSACTIONAL");
            assertThat(prepared.transaction()).isEqualTo("left behind");
        });
    }

    private static List<Fact.Prepared> noted(Database database) throws SQLException {
        List<Fact.Prepared> noted = new ArrayList<>();
        PreparedTransactions.note(database, SUBJECTS, fact -> noted.add((Fact.Prepared) fact));
        return noted;
    }
}
