package io.twinstream.lab.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A container from one start to its end: the same container started again is another incarnation. */
final class ContainerIncarnation implements Incarnation {

    private final String name;
    private final DockerClient docker;
    private final String container;
    private final String started;
    private final ContainerLog log;
    private final ServerLog begun;

    /** The container as it runs now. */
    ContainerIncarnation(String name, DockerClient docker, String container, ContainerLog log, ServerLog begun) {
        this.name = name;
        this.docker = docker;
        this.container = container;
        this.started = docker.inspectContainerCmd(container).exec().getState().getStartedAt();
        this.log = log;
        this.begun = begun;
    }

    @Override
    public String id() {
        return "container " + container.substring(0, 12) + " of " + started;
    }

    @Override
    public boolean isGone() {
        return running().isEmpty();
    }

    @Override
    public boolean isPaused() {
        return running().map(ContainerState::getPaused).orElse(false);
    }

    /** What Docker says of it while it runs; empty when it does not, or another incarnation does. */
    private Optional<ContainerState> running() {
        try {
            return Optional.of(docker.inspectContainerCmd(container).exec().getState())
                    .filter(state -> Boolean.TRUE.equals(state.getRunning()) && started.equals(state.getStartedAt()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public ServerLog log() {
        log.catchUp();
        return begun;
    }

    @Override
    public void awaitReady(Duration deadline, Callable<Boolean> probe) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(deadline)
                    .until(() -> requireAlive() && probe.call());
        } catch (ConditionTimeoutException e) {
            throw failed("did not start within " + deadline.toSeconds() + " s");
        }
    }

    private boolean requireAlive() {
        if (isGone()) {
            throw failed("ended while it started");
        }
        return true;
    }

    EnvironmentException failed(String what) {
        return new EnvironmentException(
                "The " + name + " " + what + "; last lines of " + begun.file() + ":\n" + log().lastLines(10));
    }
}
