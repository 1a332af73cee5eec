package io.twinstream.cli;

import io.twinstream.feed.Feed;
import io.twinstream.feed.FeedTotals;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a feed so that Ctrl-C and SIGTERM stop it and then wait until this is closed: until what the feed holds is
 * flushed and its totals are reported. Opened before what must be closed in time.
 */
final class Interruptible implements AutoCloseable {

    private static final long LAST_WORDS_SECONDS = 20;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread onSignal = new Thread(this::stop, "stop-feed");
    private volatile Feed running;

    Interruptible() {
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    FeedTotals run(Feed feed) throws InterruptedException {
        running = feed;
        return feed.run();
    }

    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // the program is ending already and this has let it
        }
    }

    private void stop() {
        if (running == null) {
            return;
        }
        running.stop();
        try {
            if (!reported.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Ended without waiting any longer for the last ticks.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
