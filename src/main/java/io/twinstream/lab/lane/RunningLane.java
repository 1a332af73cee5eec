package io.twinstream.lab.lane;

import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.lab.fault.HasWorkers;
import io.twinstream.lab.fault.Member;
import io.twinstream.lab.fault.Recovers;
import io.twinstream.lab.server.ServerProcess;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lane that was started for a trial. What a fault can do to some lanes only, such as to {@link
 * io.twinstream.lab.fault.HasCoordinator kill a coordinator}, these implement beside it.
 */
public interface RunningLane extends HasWorkers, Recovers {

    /** What the engine says of it. */
    State state();

    /** How often the engine has started it, counted from 0. */
    int attempt();

    /** {@code checkpoint}, {@code batch} or {@code group}: what makes its progress durable. */
    String unit();

    /**
     * By partition, the first offset that its durable progress does not cover; empty before the first commit.
     *
     * @throws io.twinstream.lab.server.EnvironmentException if who keeps it cannot be asked just now
     */
    Map<Integer, Long> durableOffsets();

    /**
     * Whether its durable progress covers the topic. Asked when every record has a row or a dead letter.
     *
     * @param ends by partition, the offset that the next record would get
     * @throws io.twinstream.lab.server.EnvironmentException if who keeps it cannot be asked just now
     */
    default boolean covers(Map<Integer, Long> ends) {
        Map<Integer, Long> durable = durableOffsets();
        return ends.entrySet().stream().allMatch(end -> durable.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** The processes that work for it; their descendants do, too. */
    List<ServerProcess> processes();

    /** Those of its processes that carry records. */
    @Override
    List<Member> workers();

    /** What the engine runs it with, in words that change with each recovery; empty while it does not run. */
    @Override
    Optional<String> life();

    /**
     * Starts again what has died, as any deployment would, and returns when it runs: a coordinator with the lane's own
     * progress, and workers if none is left. Does nothing if nothing has.
     */
    void revive();

    /** Ends it, in an orderly way, and returns when it has ended. */
    void stop();

    /** This lane, once it is ready. One that does not become ready is stopped: nobody else knows of it. */
    static <L extends RunningLane> L ready(L lane, Runnable awaitReady) {
        try {
            awaitReady.run();
            return lane;
        } catch (RuntimeException e) {
            try {
                lane.stop();
            } catch (RuntimeException stopping) {
                e.addSuppressed(stopping);
            }
            throw e;
        }
    }
}
