package io.twinstream.lab.lane;

import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.server.Part;
import java.time.Duration;
import java.util.Set;

/** A lane that the laboratory can start. */
public interface LaneDriver extends LaneDescriptor {

    /** The servers that it needs besides broker and database. */
    Set<Part> parts();

    /** How often it makes its progress durable when the engines are set up like this, unless a trial says otherwise. */
    Duration commitInterval(Settings settings);

    /** The table of its rows, in the schema of its place. */
    String table();

    /** Starts it and returns when it runs. Its schema is there and empty. */
    RunningLane start(Launch launch) throws Exception;
}
