package io.twinstream.lab.server;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a database promises, whatever its form. */
@ParameterizedClass
@MethodSource("io.twinstream.lab.server.FormsToTest#forms")
@Tag("container")
class DatabaseIT {

    @TempDir
    private static Path logs;

    private static Site site;
    private static Database database;

    /** Only what is declared as a parameter is handed to the method below. */
    @Parameter
    Form form;

    @BeforeParameterizedClassInvocation
    static void start(Form form) {
        site = Site.open(logs);
        database = Database.in(form, site);
        database.start();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        database.close();
        site.close();
    }

    @Test
    void a_killed_database_keeps_its_rows_and_their_commit_times() throws Exception {
        run("CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1)");
        Incarnation killed = database.incarnation();
        database.kill();
        assertThat(killed.isGone()).isTrue();
        database.start();
        assertThat(database.incarnation().id()).isNotEqualTo(killed.id());
        assertThat(database.incarnation().log().holds("automatic recovery in progress"))
                .isTrue();
        assertThat(number("SELECT count(*) FROM kept WHERE pg_xact_commit_timestamp(xmin) > now() - interval '1 hour'"))
                .isEqualTo(1);
    }

    @Test
    void a_restarted_database_keeps_its_address() throws Exception {
        String url = database.jdbcUrl("public", "t");
        try (Connection open = database.connect()) {
            database.restart();
            assertThat(open.isValid(1)).isFalse();
            assertThat(database.incarnation().log().holds("database system was shut down"))
                    .isTrue();
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
            assertThat(database.incarnation().isPaused()).isTrue();
            CompletableFuture<Integer> insert =
                    CompletableFuture.supplyAsync(() -> update(statement, "INSERT INTO paused VALUES (1)"));
            assertThatThrownBy(() -> insert.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            database.resume();
            assertThat(insert).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1);
        }
    }

    @Test
    void a_paused_database_can_be_killed() throws Exception {
        Incarnation killed = database.incarnation();
        database.pause();
        database.kill();
        assertThat(killed.isGone()).isTrue();
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
    void it_is_set_and_made_alike_in_every_form() throws Exception {
        assertThat(
                        number(
                                "SELECT count(*) FROM pg_settings WHERE (name, setting) IN"
                                        + " (('max_prepared_transactions', '32'), ('max_connections', '200'), ('server_encoding', 'UTF8'))"))
                .isEqualTo(3);
        assertThat(number("SELECT count(*) FROM pg_database WHERE datname = 'postgres' AND datcollate = 'C'"))
                .isEqualTo(1);
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
