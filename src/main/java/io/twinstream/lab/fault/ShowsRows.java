package io.twinstream.lab.fault;

import java.sql.SQLException;

/** A lane whose table can be looked into while it runs. */
public interface ShowsRows {

    /** How many rows its table has. */
    long rowsVisible() throws SQLException;

    /** How many of these rows its durable progress does not cover: a replay would write them again. */
    long rowsUncovered() throws SQLException;
}
