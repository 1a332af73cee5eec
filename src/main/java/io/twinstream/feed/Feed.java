package io.twinstream.feed;

/** A source of ticks that plays into a {@link TickOutput} until it ends or is stopped. Each can be run once. */
public interface Feed {

    /**
     * Plays; returns when the source has ended or {@link #stop()} was called, and what was sent is safe or has failed.
     *
     * @throws FeedException if it makes no sense to go on
     */
    FeedTotals run() throws InterruptedException;

    /** Makes {@link #run()} end soon; returns at once. From any thread, at any time. */
    void stop();
}
