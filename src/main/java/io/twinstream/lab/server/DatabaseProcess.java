package io.twinstream.lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The database as a process, with all its sessions' processes below it. */
final class DatabaseProcess extends HandledServer<ServerProcess> implements Database {

    private final Site site;
    private final Path data;
    private final int port = Ports.next();

    DatabaseProcess(Site site) {
        this.site = site;
        this.data = site.data().resolve("database");
    }

    @Override
    public int port() {
        return port;
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
        words.addAll(DatabaseSettings.arguments(Map.of(
                "port", Integer.toString(port), "listen_addresses", "127.0.0.1", "unix_socket_directories", "")));
        ServerProcess process = hold(ServerProcess.start(command(name(), words), site.watchdog()));
        DatabaseSettings.awaitAnswer(process, this);
    }

    private void initialise(Path binaries, Unprivileged runner) {
        Path password = site.data().resolve("database.password");
        try {
            Files.writeString(password, password());
            runner.own(Files.createDirectory(data));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot make the folder " + data + ": " + e + ".", e);
        }
        List<String> words = new ArrayList<>(runner.prefix());
        words.addAll(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + user(),
                "--pwfile=" + password,
                "--auth=scram-sha-256"));
        words.addAll(DatabaseSettings.INITDB);
        ServerProcess.start(command("database's initdb", words), site.watchdog())
                .awaitSuccess(DatabaseSettings.DEADLINE);
    }

    private ServerCommand command(String name, List<String> words) {
        return new ServerCommand(name, words, Map.of(), site.log(name()));
    }

    /** Ends all sessions and then the server: PostgreSQL's fast shutdown. SIGTERM would wait for the clients. */
    @Override
    public void stop() {
        handle().stop("INT", DatabaseSettings.DEADLINE);
    }
}
