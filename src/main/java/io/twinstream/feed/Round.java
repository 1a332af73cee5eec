package io.twinstream.feed;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of polls: what became of each product. */
final class Round {

    private static final Logger LOG = LoggerFactory.getLogger(PollingFeed.class);

    private final int products;
    private final Instant scheduled;
    private final AtomicInteger polled = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, String> failures = new ConcurrentSkipListMap<>();

    Round(int products, Instant scheduled) {
        this.products = products;
        this.scheduled = scheduled;
    }

    /** When the round was due. */
    Instant scheduled() {
        return scheduled;
    }

    void polled() {
        polled.incrementAndGet();
    }

    void sent() {
        sent.incrementAndGet();
    }

    void failed(String product, String reason) {
        failures.put(product, reason);
    }

    boolean broughtAPrice() {
        return polled.get() > 0;
    }

    String firstFailure() {
        return failures.entrySet().stream()
                .map(failure -> failure.getKey() + ": " + failure.getValue())
                .findFirst()
                .orElse("no product was asked for");
    }

    void log() {
        failures.forEach((product, reason) -> LOG.warn("{}: {}", product, reason));
        LOG.info("sent {}/{}", sent, products);
    }
}
