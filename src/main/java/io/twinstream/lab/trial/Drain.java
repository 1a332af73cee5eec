package io.twinstream.lab.trial;

import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.lab.server.EnvironmentException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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
    private final Map<Integer, Long> first;
    private final CompletableFuture<Map<Integer, Long>> settled;
    private final Duration quiet;

    /**
     * The wait of one participant.
     *
     * @param first by partition, where the topic ends when the feed has
     * @param settled where it ends for good; most often at the same place, so that the lane need not be waited for after that is known
     */
    Drain(Participant participant, Map<Integer, Long> first, CompletableFuture<Map<Integer, Long>> settled) {
        this.participant = participant;
        this.first = first;
        this.settled = settled;
        Duration twoIntervals = participant.commitInterval().multipliedBy(2);
        this.quiet = twoIntervals.compareTo(QUIET_AT_LEAST) > 0 ? twoIntervals : QUIET_AT_LEAST;
    }

    /**
     * Waits; whether every record was accounted for.
     *
     * @param deadline counted from when the topic's end is known
     */
    boolean await(Duration deadline) throws SQLException, InterruptedException {
        boolean done = false;
        while (!settled.isDone()) {
            done = isDone(first);
            pause();
        }
        Map<Integer, Long> ends = settled.join();
        long giveUp = System.nanoTime() + deadline.toNanos();
        boolean complete = done && ends.equals(first);
        while (!complete && System.nanoTime() < giveUp && participant.lane().state() != State.FAILED) {
            complete = isDone(ends);
            pause();
        }
        awaitQuiet(giveUp + quiet.toNanos());
        return complete;
    }

    private boolean isDone(Map<Integer, Long> ends) throws SQLException {
        long records = ends.values().stream().mapToLong(Long::longValue).sum();
        return participant.lane().state() != State.FAILED
                && participant.probe().progress().accounted() >= records
                && isCovered(ends);
    }

    private boolean isCovered(Map<Integer, Long> ends) {
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
