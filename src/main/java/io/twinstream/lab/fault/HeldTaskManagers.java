package io.twinstream.lab.fault;

import io.twinstream.lab.server.ServerProcess;
import java.util.List;

/** Task managers that stand still, so that a moment lasts until they are killed. */
final class HeldTaskManagers {

    private List<ServerProcess> paused = List.of();

    /** Pauses all that run. */
    void hold(Scene scene) {
        paused = scene.environment().flink().taskManagers();
        paused.forEach(ServerProcess::pause);
    }

    /** Those that were not killed go on. */
    void release() {
        paused.stream().filter(ServerProcess::isAlive).forEach(ServerProcess::resume);
        paused = List.of();
    }
}
