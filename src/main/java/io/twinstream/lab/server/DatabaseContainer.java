package io.twinstream.lab.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The database as a container. */
final class DatabaseContainer implements Database {

    /** PostgreSQL's fast shutdown, to the postmaster. */
    private static final String SHUT_DOWN = "read -r pid < \"$PGDATA/postmaster.pid\" && kill -INT \"$pid\"";

    private final Site site;
    private final int port = Ports.next();
    private ServerContainer container;

    DatabaseContainer(Site site) {
        this.site = site;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() {
        Ports.requireFree(port, "the database");
        if (container == null) {
            container = new ServerContainer(name(), postgresql(), site);
        }
        container.start();
        DatabaseSettings.awaitAnswer(container.incarnation(), this);
    }

    private PostgreSQLContainer postgresql() {
        List<String> words = new ArrayList<>(List.of("postgres"));
        words.addAll(DatabaseSettings.arguments(Map.of()));
        PostgreSQLContainer postgresql = new PostgreSQLContainer(
                        site.images().of(Role.POSTGRESQL).nameAs("postgres"))
                .withUsername(user())
                .withPassword(password())
                .withDatabaseName("postgres")
                .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", DatabaseSettings.INITDB))
                // The image's entry point starts a server to make the database, ends it, and starts another.
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2)
                        .withStartupTimeout(DatabaseSettings.DEADLINE))
                // Replaces what Testcontainers would have: fsync off.
                .withCommand(words.toArray(String[]::new));
        postgresql.setPortBindings(List.of(ServerContainer.binding(port, PostgreSQLContainer.POSTGRESQL_PORT)));
        return postgresql;
    }

    @Override
    public void stop() {
        container().stop(SHUT_DOWN, DatabaseSettings.DEADLINE);
    }

    @Override
    public void kill() {
        container().kill();
    }

    @Override
    public void pause() {
        container().pause();
    }

    @Override
    public void resume() {
        container().resume();
    }

    @Override
    public Incarnation incarnation() {
        return container().incarnation();
    }

    private ServerContainer container() {
        if (container == null) {
            throw new IllegalStateException("the database was never started");
        }
        return container;
    }

    @Override
    public void close() {
        if (container != null) {
            container.close();
        }
    }
}
