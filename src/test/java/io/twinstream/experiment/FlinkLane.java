package io.twinstream.experiment;

import io.twinstream.environment.FlinkCluster;
import io.twinstream.environment.FlinkJobHandle;
import io.twinstream.environment.ServerProcess;
import io.twinstream.history.Fact.LaneState.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A job on the Flink cluster. */
final class FlinkLane implements RunningLane {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final FlinkCluster cluster;
    private final FlinkJobHandle job;
    private final Topic topic;
    private final String group;

    private FlinkLane(FlinkCluster cluster, FlinkJobHandle job, Topic topic, String group) {
        this.cluster = cluster;
        this.job = job;
        this.topic = topic;
        this.group = group;
    }

    /** Submits the job and returns when its first checkpoint is complete. */
    static FlinkLane start(FlinkCluster cluster, String mainClass, List<String> options, Topic topic, String group) {
        FlinkJobHandle job = cluster.submit(Jobs.flink(), mainClass, options.toArray(String[]::new));
        job.awaitCheckpoints(1, DEADLINE);
        return new FlinkLane(cluster, job, topic, group);
    }

    @Override
    public State state() {
        return switch (job.state()) {
            case INITIALIZING, CREATED, RECONCILING, SUSPENDED -> State.STARTING;
            case RUNNING -> State.RUNNING;
            case FAILING, RESTARTING -> State.RESTARTING;
            case FAILED -> State.FAILED;
            case CANCELLING, CANCELED, FINISHED -> State.STOPPED;
        };
    }

    @Override
    public int attempt() {
        return job.attempt();
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

    @Override
    public List<ServerProcess> processes() {
        return cluster.processes();
    }

    @Override
    public void stop() {
        job.cancel(DEADLINE);
    }
}
