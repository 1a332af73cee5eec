package io.twinstream.pipeline.spark;

import io.twinstream.pipeline.PipelineSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * The lane {@code spark}: every commit interval a micro-batch of the topic. A program for {@code spark-submit}, which
 * says where the cluster is and how many cores it gives. A batch has a task for each partition of the topic, so
 * {@code --parallelism} changes nothing here; in sink mode TRANSACTIONAL it has one.
 *
 * <p>Ends with 1 if the query died and with 2 if it could not be started. SIGTERM stops the query and leaves the batch
 * that is in work to the next start.
 */
public final class SparkJob {

    private static final QueryProgram PROGRAM = new QueryProgram(Duration.ofSeconds(15), TickQuery::ofBatches);

    private SparkJob() {}

    /** Runs until the query ends; {@code args} as {@link PipelineSettings} has them. */
    public static void main(String[] args) throws TimeoutException {
        PROGRAM.runAndExit(args);
    }

    static int run(PrintStream err, String... args) throws TimeoutException {
        return PROGRAM.run(err, args);
    }
}
