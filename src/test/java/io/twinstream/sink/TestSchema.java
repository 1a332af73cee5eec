package io.twinstream.sink;

import io.twinstream.lab.server.Database;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A schema of its own on a real PostgreSQL. */
final class TestSchema implements AutoCloseable {

    private final String name = "it_" + UUID.randomUUID().toString().replace('-', '_');
    private final List<TickWriter> writers = new ArrayList<>();

    private final Database database;

    private TestSchema(Database database) {
        this.database = database;
    }

    static TestSchema create(Database database) throws SQLException {
        TestSchema schema = new TestSchema(database);
        schema.execute("create schema " + schema.name);
        return schema;
    }

    /** Settings of a writer, whose sessions are called {@code writer}. */
    SinkSettings settings(String table, SinkMode mode, Duration flushInterval, int flushRows) {
        return new SinkSettings(
                database.jdbcUrl(name, "writer"),
                database.user(),
                database.password(),
                table,
                mode,
                flushInterval,
                flushRows);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(name, "test"), database.user(), database.password());
    }

    /** In another database of the server, where there is no such schema. */
    Connection connectTo(String other) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + other, database.user(), database.password());
    }

    void createTables(String table, SinkMode mode) throws SQLException {
        boolean keyed = mode == SinkMode.UPSERT || mode == SinkMode.TRANSACTIONAL;
        createTables(table, new Subject(Lane.SPARK, mode), keyed);
    }

    void createTables(String table, Subject subject, boolean keyed) throws SQLException {
        try (Connection connection = connect()) {
            SinkTables.create(connection, table, subject, keyed);
        }
    }

    void createBatchLedger(String table) throws SQLException {
        try (Connection connection = connect()) {
            SinkTables.createBatchLedger(connection, table);
        }
    }

    /** Closes the writer together with the schema. */
    TickWriter closing(TickWriter writer) {
        writers.add(writer);
        return writer;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row. */
    List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** How many there were. */
    int endWritersSessions() throws SQLException {
        return query("select pg_terminate_backend(pid)::text from pg_stat_activity where application_name = 'writer'")
                .size();
    }

    /** Kills a backend, upon which the postmaster ends all others and recovers from the log. */
    void crashDatabase() throws SQLException {
        long writer = Long.parseLong(query("select pid::text from pg_stat_activity where application_name = 'writer'")
                .get(0));
        ProcessHandle backend = ProcessHandle.of(writer).orElseThrow();
        backend.destroyForcibly();
        Awaitility.await("the backend is gone").until(() -> !backend.isAlive());
    }

    /** Of the sessions that insert into this table, the first is gone before its commit is answered. */
    void endTheFirstSessionThatCommits(String table) throws SQLException {
        execute("""
                create sequence commits;
                create function end_first() returns trigger language plpgsql as $$
                begin
                    if nextval('commits') = 1 then
                        perform pg_terminate_backend(pg_backend_pid());
                    end if;
                    return null;
                end $$;
                create constraint trigger end_first after insert on %s
                    deferrable initially deferred for each row execute function end_first()""".formatted(table));
    }

    /** From now on, how rows get into this table is noted. */
    void noteInserts(String table) throws SQLException {
        execute("""
                create table said (query text, n bigint generated always as identity);
                create function say() returns trigger language plpgsql as $$
                begin
                    insert into said (query) values (split_part(lower(trim(current_query())), ' ', 1));
                    return null;
                end $$;
                create trigger say after insert on %s for each statement execute function say()""".formatted(table));
    }

    /** The first word of each statement that inserted, in lower case: {@code copy} or {@code with}. */
    List<String> inserts() throws SQLException {
        return query("select query from said order by n");
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }

    @Override
    public void close() throws SQLException {
        writers.forEach(TickWriter::close);
        execute("drop schema " + name + " cascade");
    }
}
