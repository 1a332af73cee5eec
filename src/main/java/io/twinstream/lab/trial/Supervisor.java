package io.twinstream.lab.trial;

import io.twinstream.lab.lane.RunningLane;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sees to it that a lane whose processes have died is started again, as a service manager would. */
public final class Supervisor implements AutoCloseable {

    /** What is gone is started so long after it was missed, at the most. */
    static final Duration PERIOD = Duration.ofMillis(250);

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    public Supervisor(RunningLane lane) {
        var unused = clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        lane.revive();
                    } catch (RuntimeException e) {
                        // What it needs may be down itself; the next round tries again.
                        System.getLogger(Supervisor.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
                    }
                },
                PERIOD.toMillis(),
                PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Starts nothing any more; a start that is under way is waited for. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
