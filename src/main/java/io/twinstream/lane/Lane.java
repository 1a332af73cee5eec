package io.twinstream.lane;

import static io.twinstream.lane.SinkMode.APPEND;
import static io.twinstream.lane.SinkMode.TRANSACTIONAL;
import static io.twinstream.lane.SinkMode.UPSERT;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A way from the topic to a table. */
public enum Lane {
    /** Flink's DataStream API. */
    FLINK,
    /** Flink's Table API: {@code INSERT INTO .. SELECT}, as the original had it. */
    FLINK_SQL,
    /** Spark Structured Streaming in micro-batches. */
    SPARK,
    /** Spark Structured Streaming in real-time mode. */
    SPARK_REALTIME,
    /** A bare Kafka consumer with the writer that the engines use: what the lane costs without an engine. */
    FLOOR;

    /** The sink modes that this lane has. */
    public Set<SinkMode> sinks() {
        return switch (this) {
            case FLINK, SPARK -> Set.of(APPEND, UPSERT, TRANSACTIONAL);
            case FLINK_SQL -> Set.of(APPEND);
            case SPARK_REALTIME -> Set.of(APPEND, UPSERT);
            case FLOOR -> Set.of(UPSERT);
        };
    }

    /**
     * Passes a sink mode that this lane has.
     *
     * @throws IllegalArgumentException if it has it not; the message names those that it has
     */
    public void requireHas(SinkMode sink) {
        if (!sinks().contains(sink)) {
            throw new IllegalArgumentException("Lane " + id() + " has no sink mode " + sink + "; it has "
                    + sinks().stream().sorted().toList() + ".");
        }
    }

    /**
     * Whether the table has a unique key on (kafka_partition, kafka_offset) in this sink mode. Not in Flink's TRANSACTIONAL: its
     * sink claims to write every row once by itself, with plain inserts. A key would make a failure of each replay, and inserts
     * that do nothing on a conflict would hide whether the claim is true.
     */
    public boolean keyed(SinkMode sink) {
        return switch (sink) {
            case APPEND -> false;
            case UPSERT -> true;
            case TRANSACTIONAL -> this != FLINK;
        };
    }

    /** As it is typed and printed: {@code flink-sql}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The lane with this {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    public static Lane of(String id) {
        return Arrays.stream(values())
                .filter(lane -> lane.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no lane '" + id + "'; the lanes are "
                        + Arrays.stream(values()).map(Lane::id).collect(Collectors.joining(", ")) + "."));
    }
}
