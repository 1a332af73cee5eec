package io.twinstream.lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/** The broker as a process, on a class path of its own. */
final class BrokerProcess extends HandledServer<ServerProcess> implements Broker {

    private final Site site;
    private final Map<String, String> others;
    private final BrokerPorts ports = BrokerPorts.next();
    private final int controllerPort = Ports.next();
    private final Path data;
    private final Path settings;
    private final ServerArchives archives;

    BrokerProcess(Site site, Map<String, String> others) {
        this.site = site;
        this.others = Map.copyOf(others);
        this.archives = new ServerArchives(site, Role.BROKER, Jdk.here());
        this.data = site.data().resolve("broker");
        this.settings = site.data().resolve("broker.properties");
    }

    @Override
    public BrokerPorts ports() {
        return ports;
    }

    @Override
    public void start() {
        ports.requireFree();
        Ports.requireFree(controllerPort, "the broker");
        String classPath = site.classPath(Role.BROKER).argument();
        writeSettings();
        if (!Files.exists(data)) {
            format(classPath);
        }
        List<String> jvmOptions = new ArrayList<>(List.of(BrokerSettings.HEAP.split(" ", -1)));
        jvmOptions.addAll(List.of("-XX:+UseG1GC", Site.log4jOption(), site.temporaryFilesOption()));
        ClassDataArchive.Use archive = archives.use("broker");
        jvmOptions.addAll(archive.options());
        ServerProcess process = hold(ServerProcess.start(
                ServerCommand.ofJava(
                        name(), site.log(name()), classPath, jvmOptions, "kafka.Kafka", List.of(settings.toString())),
                site.watchdog()));
        archives.started(process, archive);
        process.awaitLine("Kafka Server started", BrokerSettings.DEADLINE);
        BrokerSettings.awaitAnswer(process, bootstrap());
    }

    private void format(String classPath) {
        List<String> jvmOptions = new ArrayList<>(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        ClassDataArchive.Use archive = archives.use("broker-format");
        jvmOptions.addAll(archive.options());
        ServerProcess format = ServerProcess.start(
                ServerCommand.ofJava(
                        "broker's format",
                        site.log("broker-format"),
                        classPath,
                        jvmOptions,
                        "kafka.tools.StorageTool",
                        List.of("format", "-t=" + Uuid.randomUuid(), "-c", settings.toString())),
                site.watchdog());
        format.awaitSuccess(BrokerSettings.DEADLINE);
        archive.whenEnded().run();
    }

    private void writeSettings() {
        String upstream = BrokerPorts.address(ports.proxiedUpstream());
        Properties properties = new Properties();
        properties.putAll(BrokerSettings.common());
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "HARNESS",
                "listener.security.protocol.map",
                        "HARNESS:PLAINTEXT,LANES:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                        "HARNESS://" + bootstrap() + ",LANES://" + lanesBootstrap() + ",PROXIED://" + upstream
                                + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                        "HARNESS://" + bootstrap() + ",LANES://" + lanesBootstrap() + ",PROXIED://"
                                + proxiedBootstrap(),
                "log.dirs", data.toString()));
        properties.putAll(others);
        try (var out = Files.newBufferedWriter(settings)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write " + settings + ": " + e + ".", e);
        }
    }

    @Override
    public void stop() {
        handle().stop(BrokerSettings.DEADLINE);
        archives.ended(handle());
    }
}
