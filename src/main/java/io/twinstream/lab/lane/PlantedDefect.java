package io.twinstream.lab.lane;

/** A defect that a lane was given on purpose. */
public interface PlantedDefect {

    /** What stands behind the lane's name: {@code drops-every-1000th}. */
    String id();

    /** Starts the lane with this defect and returns when it runs. */
    RunningLane start(Launch launch) throws Exception;
}
