package io.twinstream.lab.lane;

import io.twinstream.experiment.Spare;
import io.twinstream.lab.server.Environment;
import java.nio.file.Path;
import java.util.List;

/**
 * What a lane is started with.
 *
 * @param place its schema, consumer group and database sessions
 * @param options of the pipeline, {@code --name value} each
 * @param checkpoints the folder for its progress
 * @param measured whether the lane is alone, so that its latency and recovery count
 * @param spare whether a worker stands ready to take over
 */
public record Launch(
        Environment environment,
        Topic topic,
        String place,
        List<String> options,
        Path checkpoints,
        boolean measured,
        Spare spare) {

    public Launch {
        options = List.copyOf(options);
    }
}
