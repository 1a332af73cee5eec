package io.twinstream.lab.trial;

import io.twinstream.history.Stamp;
import io.twinstream.lab.fault.Scene;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Breaks what shall be broken while the topic is fed, and says when the feed may end. */
final class Striker {

    /** From the beginning of the fault the feed goes on for so long at the most. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    /**
     * How long the feed goes on after a lane alone on the machine has caught up: its recovery is measured until then.
     * A disturbance can begin 20 s after the fault and last some seconds, and 10 s of quiet have to be seen after it.
     */
    private static final Duration MEASURED = Duration.ofSeconds(40);

    /** Where nobody asks when it had caught up. */
    private static final Duration UNMEASURED = Duration.ofSeconds(3);

    private final Scene scene;
    private final Optional<Plan.Strike> strike;
    private final boolean measured;
    private final List<Participant> participants;
    private final Thread thread = new Thread(this::run, "striker");
    private volatile boolean fed;
    private volatile boolean settled;
    private volatile Exception failure;

    Striker(Scene scene, Plan plan, List<Participant> participants) {
        this.scene = scene;
        this.strike = plan.strike();
        this.measured = plan.measured() && plan.workload().catchUpJudged();
        this.participants = participants;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether every lane has come back after the fault, or there was none, and was fed for a while since. */
    boolean isSettled() {
        return settled;
    }

    /** Waits, when the feed has ended, for the end of the strike; throws what has kept it from striking. */
    void join() throws Exception {
        fed = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        try {
            if (strike.isPresent()) {
                scene.strike(strike.get().disruption(), strike.get().moment());
                awaitBack();
                TimeUnit.NANOSECONDS.sleep((measured ? MEASURED : UNMEASURED).toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            failure = e;
        } finally {
            settled = true;
        }
    }

    private void awaitBack() throws InterruptedException {
        long giveUp = scene.begun() + TimeUnit.MILLISECONDS.toMicros(LONGEST.toMillis());
        while (!fed && Stamp.now().t() < giveUp && !participants.stream().allMatch(this::isBack)) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /**
     * It shows rows that were sent after the fault. Where the recovery is measured it has caught up, too: it is no more
     * than two commit intervals and some seconds behind.
     */
    private boolean isBack(Participant participant) {
        try {
            long newest = participant.probe().newest();
            long behind = TimeUnit.MICROSECONDS.toMillis(Stamp.now().t() - newest);
            return newest > scene.over()
                    && (!measured || behind < participant.commitInterval().toMillis() * 2 + 3_000);
        } catch (SQLException e) {
            return false;
        }
    }
}
