package io.twinstream.lab.server;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What the broker is set to, and how it is seen to be ready, in whatever form. */
final class BrokerSettings {

    static final Duration DEADLINE = Duration.ofMinutes(2);
    static final String HEAP = "-Xms256m -Xmx512m";

    private BrokerSettings() {}

    /** All settings but who listens where, and where data is kept. */
    static Map<String, String> common() {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "3",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false"));
        // A killed broker's session has to run out before the new one is let in: 9 s by default.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "250");
        return settings;
    }

    /** Returns when this incarnation answers as a broker. */
    static void awaitAnswer(Incarnation incarnation, String bootstrap) {
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000);
        try (Admin admin = Admin.create(client)) {
            incarnation.awaitReady(DEADLINE, () -> hasNodes(admin));
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
}
