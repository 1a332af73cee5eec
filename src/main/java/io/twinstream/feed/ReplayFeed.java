package io.twinstream.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays a recording with the pace it was recorded at, the ticks unchanged, their own old timestamps included. */
public final class ReplayFeed implements Feed {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayFeed.class);
    private static final long LOG_INTERVAL = Duration.ofSeconds(10).toNanos();

    private final List<RecordedTick> ticks;
    private final TickOutput output;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Outstanding sends = new Outstanding();
    private final AtomicLong sent = new AtomicLong();

    /** @param ticks at least one; what {@link Recording#read} returns */
    public ReplayFeed(List<RecordedTick> ticks, TickOutput output) {
        this.ticks = List.copyOf(ticks);
        this.output = output;
    }

    @Override
    public FeedTotals run() throws InterruptedException {
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        long nextLog = startNanos + LOG_INTERVAL;
        Instant first = ticks.get(0).at();
        for (RecordedTick tick : ticks) {
            Duration due = Duration.between(first, tick.at());
            if (stopped.await(startNanos + due.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                break;
            }
            send(tick, start.plus(due));
            if (System.nanoTime() - nextLog > 0) {
                log();
                nextLog += LOG_INTERVAL;
            }
        }
        sends.await();
        log();
        return new FeedTotals(sent.get(), ticks.size());
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    private void send(RecordedTick tick, Instant scheduled) {
        CompletableFuture<?> send = output.send(tick.tick(), scheduled);
        sends.add(send.handle((done, failure) -> {
            if (failure == null) {
                sent.incrementAndGet();
            } else {
                LOG.warn("{}: not sent: {}", tick.tick().symbol(), failure.getMessage());
            }
            return null;
        }));
    }

    private void log() {
        LOG.info("sent {}/{}", sent, ticks.size());
    }
}
