package io.twinstream.lab.workload;

import io.twinstream.tick.Tick;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Ticks drawn from a seed: the same seed gives the same symbols and prices. Prices that are hard to keep exact are
 * among them.
 */
public final class TickGenerator {

    /** The products of the original, whose keys leave partition 1 of 3 empty, and three whose keys do not. */
    private static final List<String> SYMBOLS =
            List.of("BTC-USD", "ETH-USD", "SOL-USD", "ADA-USD", "DOGE-USD", "XRP-USD", "LINK-USD", "AVAX-USD");

    /** Prices at the edges of what a decimal(38,18) and a ticker hold. */
    private static final List<BigDecimal> HARD = List.of(
            new BigDecimal("0.00000011"),
            new BigDecimal("126296"),
            new BigDecimal("0.000000000000000001"),
            new BigDecimal("99999999999999999999.999999999999999999"),
            new BigDecimal("0.10000000000000000"),
            new BigDecimal("9007199254740993"),
            new BigDecimal("-0.5"),
            new BigDecimal("0"));

    private static final int ONE_IN = 50;

    private final SplittableRandom random;

    public TickGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * The next tick.
     *
     * @param timestamp seconds since the epoch
     */
    public Tick next(long timestamp) {
        String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
        return new Tick(symbol, price(), "coinbase_producer", timestamp);
    }

    private BigDecimal price() {
        if (random.nextInt(ONE_IN) == 0) {
            return HARD.get(random.nextInt(HARD.size()));
        }
        return new BigDecimal(BigInteger.valueOf(random.nextLong(1, 10_000_000_000L)), random.nextInt(9));
    }
}
