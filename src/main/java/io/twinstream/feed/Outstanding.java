package io.twinstream.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was begun and has not ended yet. Not thread-safe. */
final class Outstanding {

    private static final Logger LOG = LoggerFactory.getLogger(Outstanding.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<CompletableFuture<?>> open = new ArrayList<>();

    void add(CompletableFuture<?> begun) {
        open.removeIf(CompletableFuture::isDone);
        open.add(begun);
    }

    /** Waits until all has ended, but not for ever. */
    void await() throws InterruptedException {
        try {
            CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "the last ticks were not acknowledged within {} s; whether they arrived is not known",
                    PATIENCE.toSeconds());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
