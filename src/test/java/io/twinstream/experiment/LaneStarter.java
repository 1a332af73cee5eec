package io.twinstream.experiment;

import io.twinstream.environment.Environment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Starts a subject's lane at a place of its own: schema, consumer group, checkpoint folder and database sessions of one name. */
final class LaneStarter {

    private static final String FLINK = "io.twinstream.pipeline.flink.";
    private static final String SPARK = "io.twinstream.pipeline.spark.";

    private final Environment environment;
    private final Topic topic;

    LaneStarter(Environment environment, Topic topic) {
        this.environment = environment;
        this.topic = topic;
    }

    /** Starts the lane and returns when it runs. */
    RunningLane start(Subject subject, String place) throws SQLException {
        createSchema(place);
        Path checkpoints =
                environment.site().data().resolve("checkpoints").resolve(place).toAbsolutePath();
        List<String> options = List.of(
                "--bootstrap", environment.broker().lanesBootstrap(),
                "--topic", topic.name(),
                "--group", place,
                "--jdbc", environment.database().jdbcUrl(place, place),
                "--user", environment.database().user(),
                "--password", environment.database().password(),
                "--table", subject.table(),
                "--sink", subject.sink().name(),
                "--commit-interval", subject.commitInterval().toMillis() + "ms",
                "--checkpoints", checkpoints.toUri().toString());
        return switch (subject.lane()) {
            case FLINK -> FlinkLane.start(environment.flink(), FLINK + "FlinkJob", options, topic, place);
            case FLINK_SQL -> FlinkLane.start(environment.flink(), FLINK + "FlinkSqlJob", options, topic, place);
            case SPARK -> SparkLane.start(environment.spark(), SPARK + "SparkJob", options, topic, place, checkpoints);
            case SPARK_REALTIME -> throw new IllegalArgumentException("There is no lane spark-realtime yet.");
            case FLOOR -> FloorProcess.start(environment, options, topic, place);
        };
    }

    private void createSchema(String name) throws SQLException {
        try (Connection connection = environment.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + name);
        }
    }
}
