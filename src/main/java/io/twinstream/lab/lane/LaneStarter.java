package io.twinstream.lab.lane;

import io.twinstream.experiment.Spare;
import io.twinstream.lab.server.Environment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Starts a subject's lane at a place of its own: schema, consumer group, checkpoint folder and database sessions of one
 * name.
 */
public final class LaneStarter {

    private final Environment environment;
    private final Topic topic;
    private final Route route;
    private final boolean measured;
    private final Spare spare;

    /**
     * @param measured whether the lane is alone, so that its latency and recovery count
     * @param spare whether a worker stands ready to take over
     */
    public LaneStarter(Environment environment, Topic topic, Route route, boolean measured, Spare spare) {
        this.environment = environment;
        this.topic = topic;
        this.route = route;
        this.measured = measured;
        this.spare = spare;
    }

    /** Starts the lane and returns when it runs. */
    public RunningLane start(Deployment subject, String place) throws Exception {
        createSchema(place);
        Path checkpoints =
                environment.site().data().resolve("checkpoints").resolve(place).toAbsolutePath();
        List<String> options = List.of(
                "--bootstrap", route.bootstrap(),
                "--topic", topic.name(),
                "--group", place,
                "--jdbc", route.jdbcUrl(place),
                "--user", environment.database().user(),
                "--password", environment.database().password(),
                "--table", subject.table(),
                "--sink", subject.sink().name(),
                "--flush-interval", environment.settings().flush().toMillis() + "ms",
                "--commit-interval", subject.commitInterval().toMillis() + "ms",
                "--checkpoints", checkpoints.toUri().toString());
        return subject.start(new Launch(environment, topic, place, options, checkpoints, measured, spare));
    }

    private void createSchema(String name) throws SQLException {
        try (Connection connection = environment.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + name);
        }
    }
}
