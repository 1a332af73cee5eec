package io.twinstream.lab.trial;

import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.lab.server.EnvironmentException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * The wait for a lane to have nothing left to do. It ends once the lane's durable progress covers the topic and every record
 * has a row or a dead letter, and then nothing is committed for a while; or at the deadline; or when the lane is down for good.
 * It never waits for the table to look right: a late duplicate would go unseen.
 */
final class Drain {

    private static final Duration QUIET_AT_LEAST = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Participant participant;
    private final Map<Integer, Long> ends;
    private final long records;
    private final Duration quiet;

    Drain(Participant participant, Map<Integer, Long> ends) {
        this.participant = participant;
        this.ends = ends;
        this.records = ends.values().stream().mapToLong(Long::longValue).sum();
        Duration twoIntervals = participant.commitInterval().multipliedBy(2);
        this.quiet = twoIntervals.compareTo(QUIET_AT_LEAST) > 0 ? twoIntervals : QUIET_AT_LEAST;
    }

    /** Waits; whether every record was accounted for. */
    boolean await(Duration deadline) throws SQLException, InterruptedException {
        long giveUp = System.nanoTime() + deadline.toNanos();
        boolean complete = false;
        while (!complete && System.nanoTime() < giveUp && participant.lane().state() != State.FAILED) {
            complete = participant.probe().progress().accounted() >= records && isCovered();
            pause();
        }
        awaitQuiet(giveUp + quiet.toNanos());
        return complete;
    }

    private boolean isCovered() {
        try {
            return participant.lane().covers(ends);
        } catch (EnvironmentException e) {
            return false; // not known: asked again until the deadline
        }
    }

    private void awaitQuiet(long giveUp) throws SQLException, InterruptedException {
        TableProbe.Progress last = null;
        long since = System.nanoTime();
        while (System.nanoTime() - since < quiet.toNanos() && System.nanoTime() < giveUp) {
            TableProbe.Progress now = participant.probe().progress();
            if (!Objects.equals(now, last)) {
                last = now;
                since = System.nanoTime();
            }
            pause();
        }
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
