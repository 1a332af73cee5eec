package io.twinstream.lab.fault;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A subject's lane while it runs, as far as a fault can reach it. */
public interface Victim {

    /** The subject: {@code flink/UPSERT}. */
    String name();

    /** The schema of its tables; its database sessions carry this name, too. */
    String place();

    /** The table of its rows, in that schema. */
    String table();

    /** How often it makes its progress durable. */
    Duration commitInterval();

    /** The processes that carry its records, as they run now. Lanes on one cluster may share them. */
    List<Member> workers();

    /** The process that leads the workers; empty if there is none. */
    Optional<Member> coordinator();

    /**
     * The coordinator, killed as if after the sink's commit and before its own: what it noted of its last commit is gone with it. Empty
     * where the two commits are one, or nobody can come between them.
     */
    Optional<Member> coordinatorBetweenCommits();

    /**
     * Lets the storage refuse the lane's progress once, soon.
     *
     * @return whether by now it was refused, as the engine tells
     * @throws UnsupportedOperationException if nobody can get in its way
     */
    BooleanSupplier refuseProgress();

    /** What it has made durable of its progress: the offset that it would go on from, by partition. */
    Map<Integer, Long> durableOffsets();

    /** In words, what its engine runs it with: another text after each recovery; empty while it does not run. */
    Optional<String> life();

    /** How many rows its table has. */
    long rowsVisible() throws SQLException;

    /** How many of these rows its durable progress does not cover: a replay would write them again. */
    long rowsUncovered() throws SQLException;
}
