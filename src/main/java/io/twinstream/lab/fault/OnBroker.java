package io.twinstream.lab.fault;

import io.twinstream.experiment.Fault;
import io.twinstream.lab.server.Broker;
import io.twinstream.lab.server.Incarnation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What is done to the broker. */
public final class OnBroker {

    private static final String EPOCH = "with broker epoch ";
    private static final int RETRY_MILLIS = 20;

    private OnBroker() {}

    /** Reads well before what is done to it. */
    public static OnBroker broker() {
        return new OnBroker();
    }

    /** Killed, and started again 2 s later. */
    public Disruption isKilled() {
        return new Disruption(Fault.BROKER_KILL, "broker killed", scene -> replace(scene, Broker::kill));
    }

    /** Stopped in order, and started again 2 s later. */
    public Disruption isRestarted() {
        return new Disruption(Fault.BROKER_RESTART, "broker restarted", scene -> replace(scene, Broker::stop));
    }

    private static void replace(Scene scene, Consumer<Broker> ending) throws Exception {
        Broker broker = scene.environment().broker();
        Optional<Incarnation> gone;
        try (Admin admin = Admin.create(probe(broker))) {
            Map<TopicPartition, OffsetSpec> partitions = partitions(admin);
            gone = Outage.of(scene, broker, ending, () -> serves(admin, partitions));
        }
        String epoch = epoch(broker.incarnation().log().lines());
        if (gone.isPresent() && !epoch.isEmpty()) {
            scene.felt(gone.get().id() + " gone, " + broker.incarnation().id() + " registered " + EPOCH + epoch);
        }
    }

    /** By default a client waits longer and longer before it tries again. */
    private static Map<String, Object> probe(Broker broker) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                2_000,
                AdminClientConfig.RETRY_BACKOFF_MS_CONFIG,
                RETRY_MILLIS,
                AdminClientConfig.RETRY_BACKOFF_MAX_MS_CONFIG,
                RETRY_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                RETRY_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                RETRY_MILLIS);
    }

    private static Map<TopicPartition, OffsetSpec> partitions(Admin admin)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    }

    /** It answers as a broker before it leads its partitions. */
    private static boolean serves(Admin admin, Map<TopicPartition, OffsetSpec> partitions) throws InterruptedException {
        try {
            admin.listOffsets(partitions).all().get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** The word after: an image's log pattern may add more. */
    private static String epoch(List<String> log) {
        return log.stream()
                .filter(line -> line.contains(EPOCH))
                .map(line ->
                        line.substring(line.indexOf(EPOCH) + EPOCH.length()).split(" ", -1)[0])
                .reduce("", (first, last) -> last);
    }

    /**
     * What was on its way from the broker arrives first; one that is not paused goes on for as long as anybody looks.
     */
    private static long acknowledgedByNow(Scene scene) throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        long last;
        long now = scene.acknowledged();
        do {
            last = now;
            Scene.last(Duration.ofMillis(200));
            now = scene.acknowledged();
        } while (now != last && System.nanoTime() < giveUp);
        return now;
    }

    /** Every thread of it stands still for a while; its connections stay open. */
    public Disruption isPausedFor(Duration time) {
        return new Disruption(Fault.BROKER_PAUSE, "broker paused for " + time.toSeconds() + " s", scene -> {
            Broker broker = scene.environment().broker();
            scene.begin();
            broker.pause();
            scene.struck();
            long before = acknowledgedByNow(scene);
            Scene.last(time);
            long more = scene.acknowledged() - before;
            boolean still = broker.incarnation().isPaused();
            broker.resume();
            scene.servedAgain();
            scene.end();
            if (still && more == 0) {
                scene.felt("every process of it stood still for " + time.toSeconds()
                        + " s, and no record was acknowledged meanwhile");
            }
        });
    }
}
