package io.twinstream.feed;

import io.twinstream.tick.Tick;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Where a feed puts its ticks. Called from several threads at once. */
@FunctionalInterface
public interface TickOutput {

    /**
     * Takes a tick. A failed send is never repeated by the feed.
     *
     * @param scheduled when the tick was due by the feed's schedule; an output that measures latency counts from here
     * @return completes when the tick is safe; exceptionally, with one sentence as the message, if that is not known
     */
    CompletableFuture<?> send(Tick tick, Instant scheduled);
}
