package io.twinstream.claims.mutants;

import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.lab.fault.Member;
import io.twinstream.lab.lane.Launch;
import io.twinstream.lab.lane.RunningLane;
import io.twinstream.lab.lane.Topic;
import io.twinstream.lab.server.ServerProcess;
import io.twinstream.pipeline.PipelineSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A mutant of the lane {@code floor}, on a thread of this process. */
final class MutantLane implements RunningLane {

    private final MutantFloor floor;
    private final Topic topic;
    private final String group;
    private final Thread thread;

    private MutantLane(MutantFloor floor, Topic topic, String group) {
        this.floor = floor;
        this.topic = topic;
        this.group = group;
        this.thread = new Thread(this::run, group);
        thread.setDaemon(true);
        thread.start();
    }

    static MutantLane start(Launch launch, Mutation mutation) throws SQLException {
        Topic topic = launch.topic();
        PipelineSettings settings =
                PipelineSettings.parse(topic.name(), null, launch.options().toArray(String[]::new));
        return new MutantLane(new MutantFloor(settings, mutation), topic, launch.place());
    }

    private void run() {
        try {
            floor.run();
        } catch (SQLException e) {
            throw new IllegalStateException(group + " died of something that was not planted", e);
        }
    }

    @Override
    public State state() {
        return thread.isAlive() ? State.RUNNING : State.FAILED;
    }

    @Override
    public int attempt() {
        return floor.crashes();
    }

    @Override
    public String unit() {
        return "group";
    }

    @Override
    public Map<Integer, Long> durableOffsets() {
        return topic.committed(group);
    }

    /** None of its own. */
    @Override
    public List<ServerProcess> processes() {
        return List.of();
    }

    @Override
    public List<Member> workers() {
        return List.of();
    }

    @Override
    public Optional<String> life() {
        return thread.isAlive() ? Optional.of("life " + attempt()) : Optional.empty();
    }

    /** It starts again by itself after a crash that was planted; one that was not is left as it is. */
    @Override
    public void revive() {}

    @Override
    public void stop() {
        floor.end();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
