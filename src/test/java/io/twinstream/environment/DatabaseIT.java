package io.twinstream.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {

    @TempDir
    private static Path logs;

    private static Site site;
    private static Database database;

    @BeforeAll
    static void start() {
        site = Site.open(logs);
        database = new Database(site);
        database.start();
    }

    @AfterAll
    static void close() {
        database.close();
        site.close();
    }

    @Test
    void a_killed_database_keeps_its_rows_and_their_commit_times() throws Exception {
        run("CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1)");
        long pid = database.process().pid();
        database.kill();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        database.start();
        assertThat(number("SELECT count(*) FROM kept WHERE pg_xact_commit_timestamp(xmin) > now() - interval '1 hour'"))
                .isEqualTo(1);
    }

    @Test
    void a_restarted_database_keeps_its_address() throws Exception {
        String url = database.jdbcUrl("public", "t");
        try (Connection open = database.connect()) {
            database.restart();
            assertThat(open.isValid(1)).isFalse();
        }
        assertThat(database.jdbcUrl("public", "t")).isEqualTo(url);
        assertThat(number("SELECT 1")).isEqualTo(1);
    }

    @Test
    void a_paused_database_commits_nothing() throws Exception {
        run("CREATE TABLE paused (n int)");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            database.pause();
            assertThat(database.process().tree())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(member ->
                            assertThat(Signals.state(member.pid())).as("state").isEqualTo('T'));
            CompletableFuture<Integer> insert =
                    CompletableFuture.supplyAsync(() -> update(statement, "INSERT INTO paused VALUES (1)"));
            assertThatThrownBy(() -> insert.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            database.resume();
            assertThat(insert).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1);
        }
    }

    @Test
    void a_paused_database_can_be_killed() throws Exception {
        database.pause();
        database.kill();
        database.start();
        assertThat(number("SELECT 1")).isEqualTo(1);
    }

    @Test
    void a_wrong_password_is_refused() {
        assertThatThrownBy(
                        () -> DriverManager.getConnection(database.jdbcUrl("public", "t"), database.user(), "not it"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void durability_is_not_traded_for_speed() throws Exception {
        assertThat(number("SELECT count(*) FROM pg_settings WHERE setting = 'on'"
                        + " AND name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'track_commit_timestamp')"))
                .isEqualTo(4);
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int update(Statement statement, String sql) {
        try {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
