package io.twinstream.lab.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;

/**
 * One container, made at the first start and started again by the others: so it keeps its data and, as its ports are
 * bound to some of this machine's, its address.
 */
final class ServerContainer implements Handle {

    private static final Duration KILL_DEADLINE = Duration.ofSeconds(20);

    private final String name;
    private final GenericContainer<?> container;
    private final Site site;
    private ContainerLog log;
    private ContainerIncarnation incarnation;

    ServerContainer(String name, GenericContainer<?> container, Site site) {
        this.name = name;
        this.container = container;
        this.site = site;
        container.withLabels(RunContainers.of(site.data()).labels());
    }

    /** A port of 127.0.0.1 that leads to one of a container. */
    static String binding(int port, int inside) {
        return BrokerPorts.address(port) + ":" + inside;
    }

    /** Starts it; it may not be ready yet. */
    void start() {
        try {
            ServerLog begun = ServerLog.from(site.log(name));
            if (log == null) {
                container.start();
                log = new ContainerLog(docker(), id(), site.log(name));
            } else {
                docker().startContainerCmd(id()).exec();
            }
            incarnation = new ContainerIncarnation(name, docker(), id(), log, begun);
            log.follow();
        } catch (ContainerLaunchException e) {
            throw new EnvironmentException(
                    "The " + name + "'s container did not start: " + rootOf(e) + "; what it printed is above.", e);
        } catch (DockerException | IOException e) {
            throw new EnvironmentException("The " + name + "'s container did not start again: " + e.getMessage(), e);
        }
    }

    private static String rootOf(Throwable failure) {
        return failure.getCause() == null ? failure.getMessage() : rootOf(failure.getCause());
    }

    /**
     * Runs a script inside that ends the server, and waits until the container has ended.
     *
     * @throws EnvironmentException if it has not by the deadline
     */
    void stop(String script, Duration deadline) {
        String exec =
                docker().execCreateCmd(id()).withCmd("sh", "-c", script).exec().getId();
        try {
            // Detached: what ends the container ends the script, too.
            docker().execStartCmd(exec)
                    .withDetach(true)
                    .exec(new ResultCallback.Adapter<Frame>())
                    .awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while stopping the " + name + ".", e);
        }
        awaitEnd(deadline);
    }

    /** Kills whatever runs inside (SIGKILL), paused or not, and waits until all is gone. */
    @Override
    public void kill() {
        try {
            docker().killContainerCmd(id()).exec();
        } catch (ConflictException e) {
            // It has ended by itself.
        }
        awaitEnd(KILL_DEADLINE);
    }

    private void awaitEnd(Duration deadline) {
        await("end", deadline, ContainerIncarnation::isGone);
        log.awaitEnd();
    }

    /** Freezes whatever runs inside. */
    @Override
    public void pause() {
        await("pause", KILL_DEADLINE, running -> {
            freeze();
            return running.isPaused();
        });
    }

    /**
     * An engine that cannot freeze all processes at once, as on a busy machine, thaws them and says so: it has to be
     * asked again. Then it may say that they are frozen already.
     */
    private void freeze() {
        try {
            docker().pauseContainerCmd(id()).exec();
        } catch (InternalServerErrorException e) {
            if (!e.getMessage().contains("unable to freeze")) {
                throw e;
            }
        } catch (ConflictException e) {
            System.getLogger(ServerContainer.class.getName()).log(System.Logger.Level.DEBUG, "frozen already", e);
        }
    }

    @Override
    public void resume() {
        docker().unpauseContainerCmd(id()).exec();
    }

    private void await(String what, Duration deadline, Predicate<ContainerIncarnation> state) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(deadline)
                    .until(() -> state.test(incarnation));
        } catch (ConditionTimeoutException e) {
            throw incarnation.failed("did not " + what + " within " + deadline.toSeconds() + " s");
        }
    }

    @Override
    public Incarnation incarnation() {
        return incarnation;
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private String id() {
        return container.getContainerId();
    }

    /** Removes it with all it has stored. */
    @Override
    public void close() {
        container.stop();
    }
}
