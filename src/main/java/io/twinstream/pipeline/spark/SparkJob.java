package io.twinstream.pipeline.spark;

import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.sink.SinkTables;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * The lane {@code spark}: every commit interval a micro-batch of the topic. A program for {@code spark-submit}, which says where
 * the cluster is and how many cores it gives. A batch has a task for each partition of the topic, so {@code --parallelism} changes
 * nothing here.
 *
 * <p>Ends with 1 if the query died and with 2 if it could not be started. SIGTERM stops the query and leaves the batch that is in
 * work to the next start.
 */
public final class SparkJob {

    private static final Duration TRIGGER = Duration.ofSeconds(15);

    // Spark closes its context at 40: the query ends while there is still a cluster to tell.
    private static final int BEFORE_SPARK = 100;

    private SparkJob() {}

    /** Runs until the query ends; {@code args} as {@link PipelineSettings} has them. */
    public static void main(String[] args) throws TimeoutException {
        int status = run(System.err, args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns the exit status; what went wrong is said on {@code err}. */
    static int run(PrintStream err, String... args) throws TimeoutException {
        PipelineSettings settings;
        TickQuery query;
        try {
            settings = PipelineSettings.parse(SinkTables.SPARK, TRIGGER, args);
            query = TickQuery.of(settings);
            Readiness.establish(settings);
        } catch (IllegalArgumentException | IllegalStateException e) {
            err.println(e.getMessage());
            return 2;
        }
        try {
            return await(query.start(session(settings)), err);
        } catch (IOException e) {
            err.println("The folder of checkpoints " + settings.checkpoints() + " cannot be used ("
                    + Causes.firstSentence(e) + "); name another with --checkpoints.");
            return 2;
        }
    }

    private static SparkSession session(PipelineSettings settings) {
        return SparkSession.builder()
                .appName(settings.group())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.streaming.stopTimeout", "10s")
                .getOrCreate();
    }

    private static int await(StreamingQuery query, PrintStream err) {
        AtomicBoolean stopping = new AtomicBoolean();
        ShutdownHookManager.get()
                .addShutdownHook(
                        () -> {
                            stopping.set(true);
                            stop(query, err);
                        },
                        BEFORE_SPARK);
        try {
            query.awaitTermination();
        } catch (StreamingQueryException e) {
            err.println("The query " + query.name() + " died: " + Causes.firstSentence(Causes.root(e)));
            return 1;
        }
        if (stopping.get()) {
            return 0;
        }
        // Spark reports no exception for some errors of its own, such as a class that is missing.
        err.println("The query " + query.name() + " ended without being told to; Spark's log says why.");
        return 1;
    }

    private static void stop(StreamingQuery query, PrintStream err) {
        if (!query.isActive()) {
            return;
        }
        err.println("Stopping the query " + query.name() + ".");
        try {
            query.stop();
            err.println("Stopped; a batch that was in work is done again at the next start.");
        } catch (TimeoutException e) {
            err.println("The query did not stop in time (" + Causes.firstSentence(e) + ") and is abandoned.");
        }
    }
}
