package io.twinstream.sink;

import io.twinstream.lane.SinkMode;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where and how rows are written.
 *
 * @param jdbcUrl a PostgreSQL URL; its {@code currentSchema} says in which schema the tables are
 * @param table the name of the table, without a schema
 * @param flushInterval how long a row waits for others at the most, besides for the commit of those before it
 * @param flushRows how many rows go into one transaction at the most
 */
public record SinkSettings(
        String jdbcUrl,
        String user,
        String password,
        String table,
        SinkMode mode,
        Duration flushInterval,
        int flushRows)
        implements Serializable {

    /**
     * A new connection. A server that does not answer is given up after 10 s while connecting and after 30 s later on;
     * {@code connectTimeout} and {@code socketTimeout} in the URL tell other times.
     *
     * @throws IllegalArgumentException if the URL is not one of PostgreSQL
     */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.CONNECT_TIMEOUT.set(properties, 10);
        PGProperty.SOCKET_TIMEOUT.set(properties, 30);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // Not through DriverManager: it hides drivers from the class loaders that engines give to jobs.
        Connection connection = new Driver().connect(jdbcUrl, properties);
        if (connection == null) {
            throw new IllegalArgumentException("'" + JdbcUrl.shown(jdbcUrl)
                    + "' is not a PostgreSQL URL; write jdbc:postgresql://host:port/database.");
        }
        return connection;
    }

    /** Everything but what is secret. */
    @Override
    public String toString() {
        return "SinkSettings[" + JdbcUrl.shown(jdbcUrl) + ", user=" + user + ", table=" + table + ", " + mode
                + ", flush " + flushInterval + " or " + flushRows + " rows]";
    }
}
