package io.twinstream.pipeline.spark;

import io.twinstream.pipeline.PipelineSettings;
import java.io.PrintStream;
import java.util.concurrent.TimeoutException;

/**
 * The lane {@code spark-realtime}: Spark's real-time mode, in which tasks stay up for a commit interval, of 5 s at the
 * least, and write each record as it comes. Offsets are made durable when the interval ends, so a restart reads again
 * what came since it began. A program for {@code spark-submit}, with the exit codes of {@link SparkJob}.
 *
 * <p>Each partition of the topic needs a core of its own; Spark says nothing where there are fewer, and leaves a
 * partition unread. {@code --parallelism} changes nothing. Spark's own JDBC sink does not exist in this mode: in
 * APPEND, too, our writer inserts.
 */
public final class SparkRealtimeJob {

    private static final QueryProgram PROGRAM =
            new QueryProgram(TickQuery.SHORTEST_REALTIME_TRIGGER, TickQuery::inRealTime);

    private SparkRealtimeJob() {}

    /** Runs until the query ends; {@code args} as {@link PipelineSettings} has them. */
    public static void main(String[] args) throws TimeoutException {
        PROGRAM.runAndExit(args);
    }

    static int run(PrintStream err, String... args) throws TimeoutException {
        return PROGRAM.run(err, args);
    }
}
