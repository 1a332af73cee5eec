package io.twinstream.sink;

import io.twinstream.cell.SinkMode;
import java.io.Serializable;
import java.time.Duration;

/**
 * Where and how rows are written.
 *
 * @param jdbcUrl a PostgreSQL URL; its {@code currentSchema} says in which schema the tables are
 * @param table the name of the table, without a schema
 * @param flushInterval how long the oldest buffered row waits at the most
 * @param flushRows how many rows are buffered at the most
 */
public record SinkSettings(
        String jdbcUrl,
        String user,
        String password,
        String table,
        SinkMode mode,
        Duration flushInterval,
        int flushRows)
        implements Serializable {}
