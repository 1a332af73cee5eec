package io.twinstream.lab.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One PostgreSQL server: fsync on, commit timestamps on, prepared transactions allowed. */
public interface Database extends Server {

    /** A database that was not started yet, in this form. */
    static Database in(Form form, Site site) {
        return switch (form) {
            case PROCESS -> new DatabaseProcess(site);
            case DOCKER -> new DatabaseContainer(site);
        };
    }

    @Override
    default String name() {
        return "database";
    }

    /** The port on 127.0.0.1 that it keeps for its whole life. */
    int port();

    default String user() {
        return "postgres";
    }

    default String password() {
        return "twinstream";
    }

    /** A URL without user and password. The schema need not exist yet. */
    default String jdbcUrl(String schema, String applicationName) {
        return jdbcUrl(schema, applicationName, port());
    }

    /** The same by another port of 127.0.0.1: that of a proxy. */
    default String jdbcUrl(String schema, String applicationName, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?currentSchema=" + schema + "&ApplicationName="
                + applicationName;
    }

    /** A new connection of the harness. */
    default Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl("public", "harness"), user(), password());
    }
}
