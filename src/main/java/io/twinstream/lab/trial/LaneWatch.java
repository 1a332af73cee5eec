package io.twinstream.lab.trial;

import io.twinstream.history.Fact;
import io.twinstream.history.Stamp;
import io.twinstream.lab.lane.RunningLane;
import io.twinstream.lab.server.ProcessUsage;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Notes a lane's state and durable progress whenever they change, and what its processes use once a second. */
public final class LaneWatch implements AutoCloseable {

    private static final long PERIOD_MILLIS = 250;
    private static final int SAMPLES_A_SECOND = 4;

    private final String subject;
    private final RunningLane lane;
    private final Consumer<Fact> history;
    private final ProcessUsage usage;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private Fact.LaneState.State lastState;
    private int lastAttempt = -1;
    private Map<Integer, Long> lastOffsets = Map.of();
    private long samples;

    LaneWatch(String subject, RunningLane lane, Consumer<Fact> history) {
        this.subject = subject;
        this.lane = lane;
        this.history = history;
        this.usage = new ProcessUsage(lane::processes);
        var unused = clock.scheduleWithFixedDelay(this::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sample() {
        try {
            noteState();
            noteProgress();
            if (samples++ % SAMPLES_A_SECOND == 0) {
                noteUsage();
            }
        } catch (RuntimeException e) {
            // A server that is down cannot be asked; the next sample asks again, and the judge sees the gap.
            System.getLogger(LaneWatch.class.getName()).log(System.Logger.Level.DEBUG, subject, e);
        }
    }

    private void noteState() {
        Fact.LaneState.State state = lane.state();
        int attempt = lane.attempt();
        if (state != lastState || attempt != lastAttempt) {
            lastState = state;
            lastAttempt = attempt;
            Stamp now = Stamp.now();
            history.accept(new Fact.LaneState(now.t(), now.m(), subject, state, attempt));
        }
    }

    private void noteProgress() {
        Map<Integer, Long> offsets = lane.durableOffsets();
        if (!offsets.equals(lastOffsets)) {
            lastOffsets = offsets;
            Stamp now = Stamp.now();
            history.accept(new Fact.Commit(now.t(), now.m(), subject, lane.unit(), offsets));
        }
    }

    private void noteUsage() {
        ProcessUsage.Sample used = usage.sample();
        Stamp now = Stamp.now();
        history.accept(new Fact.Resource(now.t(), now.m(), subject, used.cpuMillis(), used.rssBytes()));
    }

    /** Stops looking, after a last look. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
        sample();
    }
}
