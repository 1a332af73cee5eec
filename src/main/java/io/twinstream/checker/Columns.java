package io.twinstream.checker;

import io.twinstream.history.Fact;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What a row holds of a tick, or should hold. A column that is null is null.
 *
 * @param price in any notation that {@link BigDecimal} reads
 * @param timestamp the tick's own, in seconds since the epoch
 * @param ts the Kafka timestamp, in microseconds since the epoch
 */
record Columns(String symbol, String price, String user, Long timestamp, Long ts) {

    static Columns of(Fact.Row row) {
        return new Columns(row.symbol(), row.price(), row.user(), row.timestamp(), row.ts());
    }

    /** The same without the Kafka timestamp, for a table that has no such column. */
    Columns untimed() {
        return new Columns(symbol, price, user, timestamp, null);
    }

    /** The first column in which a row differs from this, in words; empty if it has the same values. */
    Optional<String> differenceIn(Columns row) {
        if (!samePrice(price, row.price)) {
            return Optional.of(differs("price", row.price, price));
        }
        if (!Objects.equals(symbol, row.symbol)) {
            return Optional.of(differs("symbol", row.symbol, symbol));
        }
        if (!Objects.equals(user, row.user)) {
            return Optional.of(differs("user", row.user, user));
        }
        if (!Objects.equals(timestamp, row.timestamp)) {
            return Optional.of(differs("timestamp", row.timestamp, timestamp));
        }
        if (!Objects.equals(ts, row.ts)) {
            return Optional.of(differs("kafka_timestamp in microseconds", row.ts, ts));
        }
        return Optional.empty();
    }

    /** By value: 1.50 is 1.5. A text that is no decimal, as PostgreSQL's NaN, is the same as nothing. */
    private static boolean samePrice(String wanted, String found) {
        if (wanted == null || found == null) {
            return false;
        }
        try {
            return new BigDecimal(wanted).compareTo(new BigDecimal(found)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String differs(String column, Object found, Object wanted) {
        return column + " is " + found + ", not " + wanted;
    }
}
