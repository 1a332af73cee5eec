package io.twinstream.feed;

import io.twinstream.tick.Tick;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Asks for the price of each product once a round and sends what it hears, and logs {@code sent 5/5}.
 *
 * <p>Round n is due at the start plus n intervals, however long earlier rounds take. A product that still waits for the
 * answer of an earlier round sits this one out, so that a slow one neither stops the others nor is asked twice at once;
 * a round that was missed altogether, because the machine slept, is not made up for. A poll may bring the same trade as
 * the one before: it is sent all the same, for a tick says what the price was when it was polled.
 */
public final class PollingFeed implements Feed {

    /** The user of every tick, as in the original. */
    public static final String USER = "coinbase_producer";

    /** The products of the original. */
    public static final List<String> PRODUCTS = List.of("BTC-USD", "ETH-USD", "SOL-USD", "ADA-USD", "DOGE-USD");

    private static final int MOST_THREADS = 32;

    private final Function<String, PollResult> source;
    private final List<String> products;
    private final Duration interval;
    private final long rounds;
    private final TickOutput output;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService pollers;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Outstanding running = new Outstanding();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong due = new AtomicLong();
    private volatile FeedException hopeless;

    /**
     * @param source asks for one product, for example {@code client::poll}
     * @param rounds after which it ends; {@link Long#MAX_VALUE} for never
     */
    public PollingFeed(
            Function<String, PollResult> source,
            List<String> products,
            Duration interval,
            long rounds,
            TickOutput output) {
        this.source = source;
        this.products = List.copyOf(products);
        this.interval = interval;
        this.rounds = rounds;
        this.output = output;
        pollers = Executors.newFixedThreadPool(Math.min(products.size(), MOST_THREADS));
    }

    /**
     * {@inheritDoc}
     *
     * @throws FeedException if the first round brings no price at all; later ones may, for the weather passes
     */
    @Override
    public FeedTotals run() throws InterruptedException {
        Instant start = clock.instant();
        long startNanos = System.nanoTime();
        long round = 0;
        try {
            while (round < rounds && !stoppedBefore(startNanos + round * interval.toNanos())) {
                round = Math.max(round, (System.nanoTime() - startNanos) / interval.toNanos());
                begin(new Round(products.size(), start.plus(interval.multipliedBy(round))));
                round++;
            }
            finish();
        } finally {
            pollers.shutdownNow();
        }
        if (hopeless != null) {
            throw hopeless;
        }
        return new FeedTotals(sent.get(), due.get());
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    private boolean stoppedBefore(long nanos) throws InterruptedException {
        return stopped.await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void begin(Round round) {
        boolean first = due.getAndAdd(products.size()) == 0;
        CompletableFuture<?>[] polls =
                products.stream().map(product -> poll(product, round)).toArray(CompletableFuture<?>[]::new);
        running.add(CompletableFuture.allOf(polls).thenRun(() -> end(round, first)));
    }

    private void end(Round round, boolean first) {
        if (isStopped()) {
            return;
        }
        if (first && !round.broughtAPrice()) {
            hopeless = new FeedException("No price came of the first round (" + round.firstFailure()
                    + "); check the products, the address and the network.");
            stop();
        } else {
            round.log();
        }
    }

    private CompletableFuture<?> poll(String product, Round round) {
        if (!waiting.add(product)) {
            round.failed(product, "still waits for the answer of an earlier round");
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.supplyAsync(() -> ask(product), pollers)
                .thenCompose(result -> send(result, round))
                .handle((done, failure) -> {
                    if (failure != null) {
                        round.failed(product, "failed unexpectedly: " + failure.getMessage());
                    }
                    return null;
                });
    }

    private PollResult ask(String product) {
        try {
            return isStopped()
                    ? new PollResult.Failed(product, "stopped before it was asked for")
                    : source.apply(product);
        } finally {
            waiting.remove(product);
        }
    }

    private CompletableFuture<?> send(PollResult result, Round round) {
        if (result instanceof PollResult.Polled polled) {
            return send(polled.ticker(), round);
        }
        if (result instanceof PollResult.Failed failed) {
            round.failed(failed.product(), failed.reason());
        }
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> send(Ticker ticker, Round round) {
        round.polled();
        Tick tick =
                new Tick(ticker.product(), ticker.price(), USER, clock.instant().getEpochSecond());
        return output.send(tick, round.scheduled()).handle((done, failure) -> {
            if (failure == null) {
                sent.incrementAndGet();
                round.sent();
            } else {
                round.failed(ticker.product(), "not sent: " + failure.getMessage());
            }
            return null;
        });
    }

    private void finish() throws InterruptedException {
        if (isStopped()) {
            // What still stands in the queue ends too, unasked.
            pollers.shutdownNow().forEach(Runnable::run);
        }
        running.await();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
