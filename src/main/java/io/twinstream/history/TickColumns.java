package io.twinstream.history;

import java.util.List;

/**
 * The columns of a tick's row, kept as they are: there are very many of them. A column that is null is null.
 *
 * @param price in any notation that {@link java.math.BigDecimal} reads
 * @param timestamp the tick's own, in seconds since the epoch
 * @param ts the column kafka_timestamp, in microseconds since the epoch
 */
public record TickColumns(String symbol, String price, String user, Long timestamp, Long ts) implements Columns {

    /** The name of the column that not every table has. */
    public static final String KAFKA_TIMESTAMP = "kafka_timestamp";

    /** The price first: of a row that differs in several columns it is the one that is named. */
    @Override
    public List<Value> values() {
        return List.of(
                Value.decimal("price", price),
                Value.text("symbol", symbol),
                Value.text("user", user),
                Value.whole("timestamp", timestamp),
                Value.instant(KAFKA_TIMESTAMP, ts));
    }
}
