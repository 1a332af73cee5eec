package io.twinstream.feed;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What Coinbase answers when asked for the price of a product: its last trade.
 *
 * @param price of the trade; exact, above zero, and it fits the tables
 * @param time when the trade was made, to the nanosecond; long before the poll if nobody traded since
 */
public record Ticker(String product, BigDecimal price, Instant time) {}
