package io.twinstream.experiment;

import io.twinstream.environment.ServerProcess;
import io.twinstream.environment.SparkCheckpoint;
import io.twinstream.environment.SparkCluster;
import io.twinstream.environment.SparkDriver;
import io.twinstream.history.Fact.LaneState.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A query on the Spark cluster, with a driver and an executor of its own. */
final class SparkLane implements RunningLane {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final SparkCluster cluster;
    private final SparkDriver driver;
    private final SparkCheckpoint checkpoint;
    private final String topic;

    private SparkLane(SparkCluster cluster, SparkDriver driver, SparkCheckpoint checkpoint, String topic) {
        this.cluster = cluster;
        this.driver = driver;
        this.checkpoint = checkpoint;
        this.topic = topic;
    }

    /** Starts the driver and returns when its query has started: it writes that into its checkpoint folder. */
    static SparkLane start(
            SparkCluster cluster, String mainClass, List<String> options, Topic topic, String name, Path checkpoints) {
        SparkDriver driver = cluster.submit(name, Jobs.spark(), mainClass, options.toArray(String[]::new));
        driver.process().awaitReady(DEADLINE, () -> Files.exists(checkpoints.resolve("metadata")));
        return new SparkLane(cluster, driver, new SparkCheckpoint(checkpoints), topic.name());
    }

    @Override
    public State state() {
        return driver.process().isAlive() ? State.RUNNING : State.FAILED;
    }

    /** A driver that dies stays dead: nobody starts it again here. */
    @Override
    public int attempt() {
        return 0;
    }

    @Override
    public String unit() {
        return "batch";
    }

    @Override
    public Map<Integer, Long> durableOffsets() {
        return checkpoint.durableOffsets(topic);
    }

    @Override
    public List<ServerProcess> processes() {
        return List.of(cluster.master(), cluster.worker(), driver.process());
    }

    @Override
    public void stop() {
        if (driver.process().isAlive()) {
            driver.stop(DEADLINE);
        }
    }
}
