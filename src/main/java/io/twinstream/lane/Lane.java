package io.twinstream.lane;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A way from the topic to a table. The set is open: those that are named here are the ones that this code speaks of,
 * and others come from outside.
 *
 * @param id as it is typed and printed: {@code flink-sql}
 */
public record Lane(String id) {

    // It becomes a part of schemas, consumer groups and files, and a constant's name in histories. Above those that it
    // checks.
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Flink's DataStream API. */
    public static final Lane FLINK = new Lane("flink");

    /** Flink's Table API: {@code INSERT INTO .. SELECT}, as the original had it. */
    public static final Lane FLINK_SQL = new Lane("flink-sql");

    /** Spark Structured Streaming in micro-batches. */
    public static final Lane SPARK = new Lane("spark");

    /** Spark Structured Streaming in real-time mode. */
    public static final Lane SPARK_REALTIME = new Lane("spark-realtime");

    /** A bare Kafka consumer with the writer that the engines use: what the lane costs without an engine. */
    public static final Lane FLOOR = new Lane("floor");

    /**
     * A lane of this id.
     *
     * @throws IllegalArgumentException if this cannot be one
     */
    public Lane {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id
                    + "' cannot name a lane; take small letters and digits, with hyphens between, like flink-sql.");
        }
    }

    /**
     * The lane that is written like this, in any case.
     *
     * @throws IllegalArgumentException if this cannot be one
     */
    public static Lane of(String text) {
        return new Lane(text.toLowerCase(Locale.ROOT));
    }

    /**
     * Passes a sink mode that this lane has.
     *
     * @param has those that it has
     * @throws IllegalArgumentException if it has it not; the message names those that it has
     */
    public void requireHas(SinkMode sink, Set<SinkMode> has) {
        if (!has.contains(sink)) {
            throw new IllegalArgumentException("Lane " + id + " has no sink mode " + sink + "; it has "
                    + has.stream().sorted().toList() + ".");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
