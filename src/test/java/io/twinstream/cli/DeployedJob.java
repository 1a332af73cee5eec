package io.twinstream.cli;

import io.twinstream.experiment.Spare;
import io.twinstream.lab.lane.Jobs;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.EnvironmentException;
import io.twinstream.lab.server.FlinkJobHandle;
import io.twinstream.lab.server.SparkDriver;
import io.twinstream.lane.SinkMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.postgresql.util.PSQLException;

/** One of our jobs on the cluster of its engine, given its options as a user gives them. */
record DeployedJob(Environment environment, Program program, String place, List<String> topic) {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** Each has a table of this name in a schema of its own. */
    static final String TABLE = "prices";

    enum Program {
        FLINK("io.twinstream.pipeline.flink.FlinkJob", SinkMode.UPSERT),
        FLINK_SQL("io.twinstream.pipeline.flink.FlinkSqlJob", SinkMode.APPEND),
        SPARK("io.twinstream.pipeline.spark.SparkJob", SinkMode.UPSERT);

        private final String mainClass;
        private final SinkMode sink;

        Program(String mainClass, SinkMode sink) {
            this.mainClass = mainClass;
            this.sink = sink;
        }
    }

    /** What is done while a job runs. */
    interface Work {
        void run() throws Exception;
    }

    /** @param topic the options that name the broker and the topic */
    static DeployedJob of(Environment environment, Program program, String place, List<String> topic)
            throws SQLException {
        try (Connection connection = environment.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + place);
        }
        return new DeployedJob(environment, program, place, topic);
    }

    /** Starts it with these options besides, and ends it when the work is done. */
    void during(Work work, String... more) throws Exception {
        if (program == Program.SPARK) {
            SparkDriver driver = driver(more);
            try {
                work.run();
            } finally {
                driver.stop(DEADLINE);
            }
        } else {
            FlinkJobHandle job = submit(more);
            try {
                work.run();
            } finally {
                job.cancel(DEADLINE);
            }
        }
    }

    /** Starts it, and returns what it said when it refused to run. */
    String refusal(String... more) {
        if (program == Program.SPARK) {
            SparkDriver driver = driver(more);
            Awaitility.await("the end of " + place)
                    .atMost(DEADLINE)
                    .until(() -> !driver.process().isAlive());
            return String.join("\n", driver.process().log().lines());
        }
        FlinkJobHandle job;
        try {
            job = submit(more);
        } catch (EnvironmentException e) {
            return e.getMessage();
        }
        job.cancel(DEADLINE);
        throw new AssertionError(place + " has run");
    }

    private FlinkJobHandle submit(String... more) {
        return environment.flink().submit(Jobs.flink(), program.mainClass, options(more));
    }

    /** Submits it to Flink to go on from its newest checkpoint. */
    FlinkJobHandle resume(Path checkpoint, String... more) {
        return environment.flink().resume(checkpoint, Jobs.flink(), program.mainClass, options(more));
    }

    Path checkpoints() {
        return environment.site().data().resolve("checkpoints").resolve(place).toAbsolutePath();
    }

    private SparkDriver driver(String... more) {
        return environment.spark().submit(place, Spare.NONE, true, Jobs.spark(), program.mainClass, options(more));
    }

    private String[] options(String... more) {
        List<String> options = new ArrayList<>(topic);
        options.addAll(List.of(
                "--group", place,
                "--jdbc", environment.database().jdbcUrl(place, place),
                "--user", environment.database().user(),
                "--password", environment.database().password(),
                "--table", TABLE,
                "--sink", program.sink.name(),
                "--commit-interval", "1s",
                "--checkpoints", checkpoints().toUri().toString()));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    /** Returns when its table holds this many rows. */
    void awaitRows(int count) {
        Awaitility.await(count + " rows of " + place)
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreException(
                        PSQLException.class) // the driver of Spark creates the table a while after it was started
                .until(() -> query("select count(*) from prices").equals(List.of(Integer.toString(count))));
    }

    /** The first column of every row. */
    List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = environment.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to " + place);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }
}
