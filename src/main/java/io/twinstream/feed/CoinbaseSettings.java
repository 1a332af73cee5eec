package io.twinstream.feed;

import java.net.URI;
import java.time.Duration;

/**
 * How Coinbase is asked. All tries of one poll and the waits between them take no longer than the usual ten seconds
 * between polls, whatever Coinbase does.
 *
 * @param base for example {@code https://api.exchange.coinbase.com}
 * @param requestTimeout how long one try may take, connecting included
 * @param tries of one poll, at the most
 * @param firstWait before the second try; doubled before every further one
 * @param longestWait within one poll; if {@code Retry-After} asks for more, polls fail unasked until that time is over
 * @param requestsPerSecond of all products together
 */
public record CoinbaseSettings(
        URI base, Duration requestTimeout, int tries, Duration firstWait, Duration longestWait, int requestsPerSecond) {

    /** The real one. */
    public static final URI COINBASE = URI.create("https://api.exchange.coinbase.com");

    /** The settings that keep within the limit of Coinbase's public interface: ten requests a second. */
    public static CoinbaseSettings of(URI base) {
        return new CoinbaseSettings(base, Duration.ofSeconds(2), 3, Duration.ofMillis(250), Duration.ofSeconds(2), 10);
    }

    /** The same, with another time-out for a single try. */
    public CoinbaseSettings withRequestTimeout(Duration timeout) {
        return new CoinbaseSettings(base, timeout, tries, firstWait, longestWait, requestsPerSecond);
    }
}
