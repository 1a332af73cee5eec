package io.twinstream.lab.server;

import java.util.List;
import java.util.Locale;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The broker as a container. */
final class BrokerContainer extends HandledServer<ServerContainer> implements Broker {

    private static final int HARNESS = 9092;
    private static final int LANES = 19092;
    private static final int PROXIED = 29092;

    /**
     * The server's own pid, for the shells above it pass no signal on. The image need not have pgrep.
     */
    private static final String TERMINATE =
            "for p in /proc/[0-9]*; do [ \"$(cat $p/comm 2>/dev/null)\" != java ] || kill -TERM ${p#/proc/}; done";

    private final Site site;
    private final BrokerPorts ports = BrokerPorts.next();

    BrokerContainer(Site site) {
        this.site = site;
    }

    @Override
    public BrokerPorts ports() {
        return ports;
    }

    @Override
    public void start() {
        ports.requireFree();
        ServerContainer container = isHeld() ? handle() : hold(new ServerContainer(name(), kafka(), site));
        container.start();
        BrokerSettings.awaitAnswer(container.incarnation(), bootstrap());
    }

    private KafkaContainer kafka() {
        KafkaContainer kafka = new KafkaContainer(site.images().of(Role.BROKER).nameAs("apache/kafka"))
                .withListener("0.0.0.0:" + LANES, this::lanesBootstrap)
                .withListener("0.0.0.0:" + PROXIED, this::proxiedBootstrap)
                .withEnv("KAFKA_HEAP_OPTS", BrokerSettings.HEAP)
                .waitingFor(
                        Wait.forLogMessage(".*Kafka Server started.*", 1).withStartupTimeout(BrokerSettings.DEADLINE));
        BrokerSettings.common()
                .forEach((name, value) ->
                        kafka.withEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        kafka.setPortBindings(List.of(
                ServerContainer.binding(ports.harness(), HARNESS),
                ServerContainer.binding(ports.lanes(), LANES),
                ServerContainer.binding(ports.proxiedUpstream(), PROXIED)));
        return kafka;
    }

    @Override
    public void stop() {
        handle().stop(TERMINATE, BrokerSettings.DEADLINE);
    }
}
