package io.twinstream.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One PostgreSQL server: fsync on, commit timestamps on, prepared transactions allowed. */
public final class Database implements Server {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final String USER = "postgres";
    private static final String PASSWORD = "twinstream";

    private final Site site;
    private final Path data;
    private final int port = Ports.next();
    private ServerProcess process;

    public Database(Site site) {
        this.site = site;
        this.data = site.data().resolve("database");
    }

    @Override
    public String name() {
        return "database";
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    /** A URL without user and password. The schema need not exist yet. */
    public String jdbcUrl(String schema, String applicationName) {
        return jdbcUrl(schema, applicationName, port);
    }

    /** The same by another port of 127.0.0.1: that of a proxy. */
    public String jdbcUrl(String schema, String applicationName, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?currentSchema=" + schema + "&ApplicationName="
                + applicationName;
    }

    /** A new connection of the harness. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl("public", "harness"), USER, PASSWORD);
    }

    @Override
    public void start() {
        Ports.requireFree(port, "the database");
        Path binaries = PostgresqlBinaries.unpacked(site);
        Unprivileged runner = Unprivileged.find();
        if (!Files.exists(data)) {
            initialise(binaries, runner);
        }
        List<String> words = new ArrayList<>(runner.prefix());
        words.addAll(List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString()));
        settings().forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        process = ServerProcess.start(command(name(), words), site.watchdog());
        process.awaitReady(DEADLINE, this::answers);
    }

    private Map<String, String> settings() {
        return Map.of(
                "port", Integer.toString(port),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "track_commit_timestamp", "on",
                "max_prepared_transactions", "32",
                "max_connections", "200",
                "timezone", "UTC",
                "log_line_prefix", "%m [%p] %a: ");
    }

    private void initialise(Path binaries, Unprivileged runner) {
        Path password = site.data().resolve("database.password");
        try {
            Files.writeString(password, PASSWORD);
            runner.own(Files.createDirectory(data));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot make the folder " + data + ": " + e + ".", e);
        }
        List<String> words = new ArrayList<>(runner.prefix());
        words.addAll(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale"));
        ServerProcess.start(command("database's initdb", words), site.watchdog())
                .awaitSuccess(DEADLINE);
    }

    private ServerCommand command(String name, List<String> words) {
        return new ServerCommand(name, words, Map.of(), site.log(name()));
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends all sessions and then the server: PostgreSQL's fast shutdown. SIGTERM would wait for the clients. */
    @Override
    public void stop() {
        process().stop("INT", DEADLINE);
    }

    @Override
    public void kill() {
        process().kill();
    }

    @Override
    public void pause() {
        process().pause();
    }

    @Override
    public void resume() {
        process().resume();
    }

    @Override
    public ServerProcess process() {
        if (process == null) {
            throw new IllegalStateException("the database was never started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.kill();
        }
    }
}
