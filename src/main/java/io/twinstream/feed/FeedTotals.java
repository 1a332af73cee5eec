package io.twinstream.feed;

/**
 * What a feed has done.
 *
 * @param sent ticks that the output took
 * @param of ticks that were due
 */
public record FeedTotals(long sent, long of) {}
