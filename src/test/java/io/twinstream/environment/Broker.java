package io.twinstream.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka broker that is its own controller. It has a listener for the harness, one for the lanes, and one that says it is to be
 * found at a port where only a proxy can listen: what breaks there breaks for nobody else.
 */
public final class Broker implements Server {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Site site;
    private final int harnessPort = Ports.next();
    private final int lanesPort = Ports.next();
    private final int proxiedUpstream = Ports.next();
    private final int proxiedPort = Ports.next();
    private final int controllerPort = Ports.next();
    private final Path data;
    private final Path settings;
    private ServerProcess process;

    public Broker(Site site) {
        this.site = site;
        this.data = site.data().resolve("broker");
        this.settings = site.data().resolve("broker.properties");
    }

    @Override
    public String name() {
        return "broker";
    }

    /** Where the harness finds it. */
    public String bootstrap() {
        return "127.0.0.1:" + harnessPort;
    }

    /** Where the lanes find it. */
    public String lanesBootstrap() {
        return "127.0.0.1:" + lanesPort;
    }

    /** Where a client finds it that shall come by a proxy; nobody answers there until a proxy does. */
    public String proxiedBootstrap() {
        return "127.0.0.1:" + proxiedPort;
    }

    /** The port of {@link #proxiedBootstrap}, kept for a proxy. */
    public int proxiedPort() {
        return proxiedPort;
    }

    /** The port that the proxy has to lead to. */
    public int proxiedUpstream() {
        return proxiedUpstream;
    }

    @Override
    public void start() {
        for (int port : List.of(harnessPort, lanesPort, proxiedUpstream, controllerPort)) {
            Ports.requireFree(port, "the broker");
        }
        String classPath = site.classPath(Role.BROKER).argument();
        writeSettings();
        if (!Files.exists(data)) {
            format(classPath);
        }
        process = ServerProcess.start(
                ServerCommand.ofJava(
                        name(),
                        site.log(name()),
                        classPath,
                        List.of("-Xms256m", "-Xmx512m", "-XX:+UseG1GC", Site.log4jOption()),
                        "kafka.Kafka",
                        List.of(settings.toString())),
                site.watchdog());
        process.awaitLine("Kafka Server started", DEADLINE);
        awaitAnswer();
    }

    private void format(String classPath) {
        ServerProcess format = ServerProcess.start(
                ServerCommand.ofJava(
                        "broker's format",
                        site.log("broker-format"),
                        classPath,
                        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        "kafka.tools.StorageTool",
                        List.of("format", "-t=" + Uuid.randomUuid(), "-c", settings.toString())),
                site.watchdog());
        format.awaitSuccess(DEADLINE);
    }

    private void awaitAnswer() {
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000);
        try (Admin admin = Admin.create(client)) {
            process.awaitReady(DEADLINE, () -> hasNodes(admin));
        }
    }

    /** After a kill the broker is fenced until the controller has forgotten its former self. */
    private static boolean hasNodes(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private void writeSettings() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "HARNESS",
                "listener.security.protocol.map",
                        "HARNESS:PLAINTEXT,LANES:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                        "HARNESS://" + bootstrap() + ",LANES://" + lanesBootstrap() + ",PROXIED://127.0.0.1:"
                                + proxiedUpstream + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                        "HARNESS://" + bootstrap() + ",LANES://" + lanesBootstrap() + ",PROXIED://"
                                + proxiedBootstrap(),
                "log.dirs", data.toString()));
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "3",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false"));
        // A killed broker's session has to run out before the new one is let in: 9 s unless told.
        properties.putAll(Map.of("broker.session.timeout.ms", "2000", "broker.heartbeat.interval.ms", "250"));
        try (var out = Files.newBufferedWriter(settings)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write " + settings + ": " + e + ".", e);
        }
    }

    @Override
    public void stop() {
        process().stop(DEADLINE);
    }

    @Override
    public void kill() {
        process().kill();
    }

    @Override
    public void pause() {
        process().pause();
    }

    @Override
    public void resume() {
        process().resume();
    }

    @Override
    public ServerProcess process() {
        if (process == null) {
            throw new IllegalStateException("the broker was never started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.kill();
        }
    }
}
