package io.twinstream.lab.lane;

import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.lab.fault.CommitsTwice;
import io.twinstream.lab.fault.HasCoordinator;
import io.twinstream.lab.fault.Member;
import io.twinstream.lab.server.ServerProcess;
import io.twinstream.lab.server.SparkCheckpoint;
import io.twinstream.lab.server.SparkCluster;
import io.twinstream.lab.server.SparkDriver;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A query on the Spark cluster, with a driver and executors of its own. */
final class SparkLane implements RunningLane, HasCoordinator, CommitsTwice {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final SparkCluster cluster;
    private final Supplier<SparkDriver> drivers;
    private final SparkCheckpoint checkpoint;
    private final String topic;
    private volatile SparkDriver driver;
    private final AtomicInteger attempt = new AtomicInteger();

    private SparkLane(String mainClass, Launch launch) {
        this.cluster = launch.environment().spark();
        this.drivers = () -> cluster.submit(
                launch.place(),
                launch.spare(),
                !launch.measured(),
                Jobs.spark(),
                mainClass,
                launch.options().toArray(String[]::new));
        this.checkpoint = new SparkCheckpoint(launch.checkpoints());
        this.topic = launch.topic().name();
    }

    /** Starts the driver and returns when its query has started: it writes that into its checkpoint folder. */
    static SparkLane start(String mainClass, Launch launch) {
        SparkLane lane = new SparkLane(mainClass, launch);
        lane.driver = lane.drivers.get();
        return RunningLane.ready(
                lane,
                () -> lane.driver
                        .process()
                        .awaitReady(
                                DEADLINE,
                                () -> Files.exists(launch.checkpoints().resolve("metadata"))));
    }

    @Override
    public State state() {
        return driver.process().isAlive() ? State.RUNNING : State.RESTARTING;
    }

    /** How often the driver was started again; what Spark itself starts again, tasks and executors, does not count. */
    @Override
    public int attempt() {
        return attempt.get();
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
    public List<Member> workers() {
        return driver.executors().stream()
                .map(executor -> new Member("executor", executor.pid(), () -> SparkDriver.kill(executor)))
                .toList();
    }

    @Override
    public Member coordinator() {
        return new Member("driver", driver.process().pid(), driver::kill);
    }

    /** The sink commits first; the file in {@code commits/} is written after it. */
    @Override
    public Member coordinatorBetweenCommits() {
        SparkDriver victim = driver;
        return new Member("driver", victim.process().pid(), () -> {
            pauseBetweenBatches(victim.process());
            victim.kill();
            checkpoint.forgetLastCommit();
        });
    }

    private void pauseBetweenBatches(ServerProcess process) {
        Awaitility.await("a moment between two batches of " + process.name())
                .atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!checkpoint.isBetweenBatches()) {
                        return false;
                    }
                    process.pause();
                    if (checkpoint.isBetweenBatches()) {
                        return true;
                    }
                    process.resume();
                    return false;
                });
    }

    @Override
    public Optional<String> life() {
        List<ProcessHandle> executors = driver.executors();
        return executors.isEmpty()
                ? Optional.empty()
                : Optional.of("driver " + driver.process().pid() + " with executor "
                        + executors.stream()
                                .map(executor -> Long.toString(executor.pid()))
                                .collect(Collectors.joining(" and ")));
    }

    @Override
    public void revive() {
        if (!driver.process().isAlive()) {
            driver = drivers.get();
            attempt.incrementAndGet();
        }
    }

    @Override
    public void stop() {
        if (driver.process().isAlive()) {
            driver.stop(DEADLINE);
        }
    }
}
