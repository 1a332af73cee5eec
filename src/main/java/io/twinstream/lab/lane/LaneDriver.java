package io.twinstream.lab.lane;

import io.twinstream.experiment.Given;
import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Part;
import io.twinstream.lane.SinkMode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A lane that the laboratory can start. */
public interface LaneDriver extends LaneDescriptor {

    /** The servers that it needs besides broker and database. */
    Set<Part> parts();

    /** How often it makes its progress durable when the engines are set up like this, unless a trial says otherwise. */
    Duration commitInterval(Settings settings);

    /**
     * What it is given to work with in the trial that begins; what is left out is not recorded.
     *
     * @param measured whether it is alone, so that its latency and recovery count
     */
    default Map<Given, String> given(Environment environment, SinkMode sink, boolean measured) {
        return Map.of();
    }

    /** The table of its rows, in the schema of its place. */
    String table();

    /** Starts it and returns when it runs. Its schema is there and empty. */
    RunningLane start(Launch launch) throws Exception;
}
