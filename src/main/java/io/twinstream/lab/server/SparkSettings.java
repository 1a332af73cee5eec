package io.twinstream.lab.server;

import io.twinstream.experiment.Given;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a query of Spark is set to. */
public final class SparkSettings {

    /** Of an executor: room for a task of each partition. */
    static final int CORES = 3;

    static final String DRIVER_HEAP = "768m";

    private static final String EXECUTOR_HEAP = "768m";
    private static final Map<String, String> FIXED = Map.of(
            "spark.executor.cores",
            Integer.toString(CORES),
            "spark.executor.memory",
            EXECUTOR_HEAP,
            "spark.ui.enabled",
            "false",
            "spark.sql.session.timeZone",
            "UTC");

    private SparkSettings() {}

    /** What does not depend on addresses, folders and the subject, and how often the queries take a batch. */
    static Map<String, String> fixed(Settings engine) {
        Map<String, String> fixed = new TreeMap<>(FIXED);
        fixed.put("spark.driver.memory", DRIVER_HEAP);
        fixed.put("trigger unless a trial has its own", text(engine.trigger()));
        return fixed;
    }

    /**
     * What a query of the trial that begins is given.
     *
     * @param parallelism of its tasks
     */
    public static Map<Given, String> given(boolean measured, String parallelism) {
        return Map.of(
                Given.PARALLELISM,
                parallelism,
                Given.HEAP,
                EXECUTOR_HEAP + " an executor, " + DRIVER_HEAP + " the driver",
                Given.COLLECTOR,
                measured ? "the JVM's own choice" : "serial",
                Given.JVM,
                "a new driver and new executors",
                Given.COUNTED,
                "master, worker, driver and executors");
    }

    /** All that a driver is started with. */
    static Map<String, String> of(Spare spare, List<String> executorOptions) {
        Map<String, String> settings = new TreeMap<>(FIXED);
        settings.put("spark.cores.max", Integer.toString(spare == Spare.WITH ? 2 * CORES : CORES));
        // Quoted: folders may have blanks in their names.
        settings.put(
                "spark.executor.extraJavaOptions",
                executorOptions.stream().map(option -> '"' + option + '"').collect(Collectors.joining(" ")));
        settings.put("spark.driver.host", "127.0.0.1");
        settings.put("spark.driver.bindAddress", "127.0.0.1");
        // Left to itself a driver takes ports that any client's connection may be given as its own.
        settings.put("spark.driver.port", Integer.toString(Ports.next()));
        settings.put("spark.driver.blockManager.port", Integer.toString(Ports.next()));
        return settings;
    }

    private static String text(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
