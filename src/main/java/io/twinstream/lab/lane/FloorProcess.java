package io.twinstream.lab.lane;

import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.lab.fault.Member;
import io.twinstream.lab.server.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The lane {@code floor}, in a process of its own. */
final class FloorProcess implements RunningLane {

    static final String HEAP = "256m";

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final Supplier<ServerProcess> processes;
    private final Topic topic;
    private final String group;
    private volatile ServerProcess process;
    private final AtomicInteger attempt = new AtomicInteger();

    private FloorProcess(Launch launch) {
        this.processes = () -> launch.environment()
                .startPlain(
                        "floor-" + launch.place(), FloorLane.class.getName(), List.of("-Xmx" + HEAP), launch.options());
        this.topic = launch.topic();
        this.group = launch.place();
        this.process = processes.get();
    }

    static FloorProcess start(Launch launch) {
        FloorProcess floor = new FloorProcess(launch);
        return RunningLane.ready(floor, () -> floor.process.awaitLine(FloorLane.READY, DEADLINE));
    }

    @Override
    public State state() {
        return process.isAlive() ? State.RUNNING : State.RESTARTING;
    }

    @Override
    public int attempt() {
        return attempt.get();
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
    public List<Member> workers() {
        return List.of(new Member(process.name(), process.pid(), process::kill));
    }

    @Override
    public Optional<String> life() {
        return process.isAlive() ? Optional.of("pid " + process.pid()) : Optional.empty();
    }

    @Override
    public void revive() {
        if (!process.isAlive()) {
            process = processes.get();
            attempt.incrementAndGet();
        }
    }

    @Override
    public void stop() {
        if (process.isAlive()) {
            process.stop(Duration.ofSeconds(30));
        }
    }
}
