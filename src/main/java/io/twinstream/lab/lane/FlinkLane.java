package io.twinstream.lab.lane;

import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.lab.fault.Member;
import io.twinstream.lab.server.EnvironmentException;
import io.twinstream.lab.server.FlinkCheckpoints;
import io.twinstream.lab.server.FlinkCluster;
import io.twinstream.lab.server.FlinkJobHandle;
import io.twinstream.lab.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A job on the Flink cluster. */
final class FlinkLane implements RunningLane {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    /** How a job is handed to the cluster. */
    record Program(String mainClass, List<String> options) {}

    private final FlinkCluster cluster;
    private final Program program;
    private final FlinkCheckpoints checkpoints;
    private final Topic topic;
    private final String group;
    private volatile FlinkJobHandle job;
    private volatile long knownTo;
    private final AtomicInteger earlierAttempts = new AtomicInteger();
    private volatile int lastAttempt;
    private Goal goal;

    /** A checkpoint of this attempt that was begun after this time, in milliseconds since the epoch. */
    private record Goal(int attempt, Map<Integer, Long> ends, long asked) {}

    private FlinkLane(FlinkCluster cluster, Program program, FlinkCheckpoints checkpoints, Topic topic, String group) {
        this.cluster = cluster;
        this.program = program;
        this.checkpoints = checkpoints;
        this.topic = topic;
        this.group = group;
    }

    /** Submits the job and returns when its first checkpoint is complete. */
    static FlinkLane start(FlinkCluster cluster, Program program, Topic topic, String group, Path checkpoints) {
        FlinkLane lane = new FlinkLane(cluster, program, new FlinkCheckpoints(checkpoints), topic, group);
        lane.knownTo = cluster.jobManager().pid();
        lane.job = cluster.submit(Jobs.flink(), program.mainClass(), lane.options());
        return RunningLane.ready(lane, () -> lane.job.awaitFirstCheckpoint(DEADLINE));
    }

    private String[] options() {
        return program.options().toArray(String[]::new);
    }

    @Override
    public State state() {
        FlinkJobHandle.State state;
        try {
            state = job.state();
        } catch (EnvironmentException e) {
            return State.RESTARTING; // the job manager is gone, or has forgotten the job
        }
        return switch (state) {
            case INITIALIZING, CREATED, RECONCILING, SUSPENDED -> State.STARTING;
            case RUNNING -> State.RUNNING;
            case FAILING, RESTARTING -> State.RESTARTING;
            case FAILED -> State.FAILED;
            case CANCELLING, CANCELED, FINISHED -> State.STOPPED;
        };
    }

    @Override
    public int attempt() {
        try {
            lastAttempt = job.attempt();
        } catch (EnvironmentException e) {
            // as it was when the job manager still answered
        }
        return earlierAttempts.get() + lastAttempt;
    }

    @Override
    public String unit() {
        return "checkpoint";
    }

    /** The Kafka source commits its offsets to the consumer group when a checkpoint is complete. */
    @Override
    public Map<Integer, Long> durableOffsets() {
        return topic.committed(group);
    }

    /**
     * A checkpoint has completed that was begun after this was first asked of this attempt and this end. The source commits its offsets, too, but
     * between two polls: up to 10 s later where nothing comes in any more.
     */
    @Override
    public boolean covers(Map<Integer, Long> ends) {
        return isGoalReached(ends) || RunningLane.super.covers(ends);
    }

    private boolean isGoalReached(Map<Integer, Long> ends) {
        try {
            int attempt = attempt();
            if (goal == null || goal.attempt() != attempt || !goal.ends().equals(ends)) {
                goal = new Goal(attempt, ends, System.currentTimeMillis());
            }
            return job.hasCheckpointBegunAfter(goal.asked());
        } catch (EnvironmentException e) {
            return false; // the job manager is gone
        }
    }

    @Override
    public List<ServerProcess> processes() {
        return cluster.processes();
    }

    @Override
    public List<Member> workers() {
        return job.taskManagers().stream()
                .map(id -> new Member(id, cluster.taskManager(id).pid(), () -> cluster.killTaskManager(id)))
                .toList();
    }

    @Override
    public Optional<Member> coordinator() {
        ServerProcess process = cluster.jobManager();
        return Optional.of(new Member(process.name(), process.pid(), process::kill));
    }

    @Override
    public BooleanSupplier refuseProgress() {
        Path refused = checkpoints.refuseOne();
        return () -> cluster.jobManager().log().holds(refused + " already exists");
    }

    @Override
    public Optional<String> life() {
        try {
            if (job.state() != FlinkJobHandle.State.RUNNING) {
                return Optional.empty();
            }
            int attempt = job.attempt();
            OptionalLong restored = job.restoredCheckpoint();
            if (attempt > 0 && restored.isEmpty()) {
                return Optional.empty(); // its new attempt is known and not yet what it began with
            }
            return Optional.of("job " + job.id().substring(0, 8) + " attempt " + attempt
                    + (restored.isPresent() ? " from checkpoint " + restored.getAsLong() : ""));
        } catch (EnvironmentException e) {
            return Optional.empty();
        }
    }

    /** A job manager that was started again knows no job: this one goes on from its newest checkpoint. */
    @Override
    public void revive() {
        cluster.revive();
        long jobManager = cluster.jobManager().pid();
        if (jobManager != knownTo) {
            FlinkJobHandle resumed = cluster.resume(checkpoints.newest(), Jobs.flink(), program.mainClass(), options());
            earlierAttempts.addAndGet(lastAttempt + 1);
            lastAttempt = 0;
            job = resumed;
            knownTo = jobManager;
        }
    }

    @Override
    public void stop() {
        job.cancel(DEADLINE);
    }
}
