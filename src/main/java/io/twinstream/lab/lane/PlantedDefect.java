package io.twinstream.lab.lane;

import java.sql.SQLException;
import java.util.List;

/** A defect that a lane was given on purpose. Its text form stands behind the lane's name. */
public interface PlantedDefect {

    /**
     * Starts the lane with this defect and returns when it runs.
     *
     * @param options of the pipeline, {@code --name value} each
     * @param place its schema and consumer group
     */
    RunningLane start(List<String> options, Topic topic, String place) throws SQLException;
}
