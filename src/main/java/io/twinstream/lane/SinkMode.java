package io.twinstream.lane;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a lane writes its rows. */
public enum SinkMode {
    /** Plain inserts by the engine's stock sink: a replay doubles rows. */
    APPEND,
    /** Inserts that do nothing where (kafka_partition, kafka_offset) stands already: a replay is absorbed. */
    UPSERT,
    /** Rows become visible together with the lane's own progress. */
    TRANSACTIONAL,
    /**
     * Rows in one transaction with how far they go, in a ledger beside the table: a replay is passed over, and the table
     * needs no key.
     */
    LEDGER;

    /**
     * The sink mode that is written like this, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    public static SinkMode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no sink mode '" + text
                        + "'; the sink modes are "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }
}
