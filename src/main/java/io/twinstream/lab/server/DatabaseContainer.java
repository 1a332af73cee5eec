package io.twinstream.lab.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The database as a container. */
final class DatabaseContainer extends HandledServer<ServerContainer> implements Database {

    /** PostgreSQL's fast shutdown, to the postmaster. */
    private static final String SHUT_DOWN = "read -r pid < \"$PGDATA/postmaster.pid\" && kill -INT \"$pid\"";

    private final Site site;
    private final int port = Ports.next();

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
        ServerContainer container = isHeld() ? handle() : hold(new ServerContainer(name(), postgresql(), site));
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
        handle().stop(SHUT_DOWN, DatabaseSettings.DEADLINE);
    }
}
