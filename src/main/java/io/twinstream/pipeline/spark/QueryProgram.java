package io.twinstream.pipeline.spark;

import io.twinstream.pipeline.BrokerTopics;
import io.twinstream.pipeline.Causes;
import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.pipeline.Readiness;
import io.twinstream.sink.SinkTables;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * A program for {@code spark-submit} that runs one query until it ends: what both lanes have in common.
 *
 * @param commitInterval unless {@code --commit-interval} gives another
 * @param query what the settings ask for, or an IllegalArgumentException of one sentence
 */
record QueryProgram(Duration commitInterval, Function<PipelineSettings, TickQuery> query) {

    // Spark closes its context at 40: the query ends while there is still a cluster to tell.
    private static final int BEFORE_SPARK = 100;

    /** Runs and, if it went wrong, ends the process with the status of {@link #run}. */
    void runAndExit(String... args) throws TimeoutException {
        int status = run(System.err, args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns the exit status; what went wrong is said on {@code err}. */
    int run(PrintStream err, String... args) throws TimeoutException {
        TickQuery asked;
        try {
            asked = query.apply(PipelineSettings.parse(SinkTables.SPARK, commitInterval, args));
            Readiness.establish(asked.settings(), asked.program(), BrokerTopics::of);
        } catch (IllegalArgumentException | IllegalStateException e) {
            err.println(e.getMessage());
            return 2;
        }
        try {
            return await(asked.start(session(asked.settings().group()).getOrCreate()), err);
        } catch (IOException e) {
            err.println("The folder of checkpoints " + asked.settings().checkpoints() + " cannot be used ("
                    + Causes.firstSentence(e) + "); name another with --checkpoints.");
            return 2;
        }
    }

    static SparkSession.Builder session(String name) {
        return SparkSession.builder()
                .appName(name)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.streaming.stopTimeout", "10s")
                // Else a driver that dies while it writes its first commit is the last one:
                // docs/findings/spark-first-batch.md.
                .config("spark.sql.streaming.verifyCheckpointDirectoryEmptyOnStart", false);
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
            err.println("The query " + query.name() + " died: " + Causes.firstSentence(Causes.root(e)) + wayOut(e));
            return 1;
        }
        if (stopping.get()) {
            return 0;
        }
        // Spark reports no exception for some errors of its own, such as a class that is missing.
        err.println("The query " + query.name() + " ended without being asked to; Spark's log says why.");
        return 1;
    }

    /** Spark's own way out is an option of its source, which this program does not have. */
    private static String wayOut(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("failOnDataLoss")) {
                return "; records expired before they were read, and --expired skip goes on without them.";
            }
        }
        return "";
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
