package io.twinstream.experiment;

import io.twinstream.environment.Environment;
import io.twinstream.environment.ServerProcess;
import io.twinstream.history.Fact.LaneState.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The lane {@code floor}, in a process of its own. */
final class FloorProcess implements RunningLane {

    private final ServerProcess process;
    private final Topic topic;
    private final String group;

    private FloorProcess(ServerProcess process, Topic topic, String group) {
        this.process = process;
        this.topic = topic;
        this.group = group;
    }

    static FloorProcess start(Environment environment, List<String> options, Topic topic, String place) {
        ServerProcess process =
                environment.startPlain("floor-" + place, FloorLane.class.getName(), List.of("-Xmx256m"), options);
        process.awaitLine(FloorLane.READY, Duration.ofSeconds(60));
        return new FloorProcess(process, topic, place);
    }

    @Override
    public State state() {
        return process.isAlive() ? State.RUNNING : State.FAILED;
    }

    @Override
    public int attempt() {
        return 0;
    }

    @Override
    public String unit() {
        return "group";
    }

    @Override
    public Map<Integer, Long> durableOffsets() {
        return topic.committed(group);
    }

    @Override
    public List<ServerProcess> processes() {
        return List.of(process);
    }

    @Override
    public void stop() {
        if (process.isAlive()) {
            process.stop(Duration.ofSeconds(30));
        }
    }
}
