package io.twinstream.tick;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * One price of one product.
 *
 * @param symbol the product, for example {@code BTC-USD}; also the key of the Kafka record
 * @param price exact; {@code 1.50} and {@code 1.5} are the same price but not equal ticks, so compare prices with
 *     {@code compareTo}
 * @param user who sent it
 * @param timestamp when it was polled, in seconds since the epoch
 */
public record Tick(String symbol, BigDecimal price, String user, long timestamp) {

    public Tick {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(user, "user");
    }
}
