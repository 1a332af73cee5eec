package io.twinstream.feed;

import java.time.Duration;

/** Why a request brought no price, and whether and when it is worth another try. */
final class PollFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /** What the server asked for; null if it did not say. */
    private final Duration retryAfter;

    private PollFailure(String reason, boolean passing, Duration retryAfter) {
        super(reason);
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    /** Another try would bring the same answer. */
    static PollFailure lasting(String reason) {
        return new PollFailure(reason, false, null);
    }

    /** Another try may succeed. */
    static PollFailure passing(String reason) {
        return new PollFailure(reason, true, null);
    }

    /** Another try may succeed, but not before this long. */
    static PollFailure passing(String reason, Duration retryAfter) {
        return new PollFailure(reason, true, retryAfter);
    }

    boolean isPassing() {
        return passing;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
