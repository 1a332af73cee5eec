package io.twinstream.lane;

/** How a lane writes its rows. */
public enum SinkMode {
    /** Plain inserts by the engine's stock sink: a replay doubles rows. */
    APPEND,
    /** Inserts that do nothing where (kafka_partition, kafka_offset) stands already: a replay is absorbed. */
    UPSERT,
    /** Rows become visible together with the lane's own progress. */
    TRANSACTIONAL
}
