package io.twinstream.experiment;

import io.twinstream.environment.ServerProcess;
import io.twinstream.history.Fact.LaneState.State;
import java.util.List;
import java.util.Map;

/** A lane that was started for a trial. */
interface RunningLane {

    /** What the engine says of it. */
    State state();

    /** How often the engine has started it, counted from 0. */
    int attempt();

    /** {@code checkpoint}, {@code batch} or {@code group}: what makes its progress durable. */
    String unit();

    /** By partition, the first offset that its durable progress does not cover; empty before the first commit. */
    Map<Integer, Long> durableOffsets();

    /** The processes that work for it; their descendants do, too. */
    List<ServerProcess> processes();

    /** Ends it, in an orderly way, and returns when it has ended. */
    void stop();
}
