package io.twinstream.feed;

import io.twinstream.kafka.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic that the ticks go to, in the original's shape: 3 partitions, replication 1, kept for 7 days. */
public final class PriceTopic {

    /** The name of the original's topic. */
    public static final String NAME = "crypto_prices";

    /** How many partitions it has. */
    public static final int PARTITIONS = 3;

    private static final short REPLICATION = 1;
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Logger LOG = LoggerFactory.getLogger(PriceTopic.class);

    private PriceTopic() {}

    /** What a topic is made of, as far as the original says. */
    private record Shape(int partitions, int replication, Duration retention, boolean compacted) {

        private static final Shape ORIGINAL = new Shape(PARTITIONS, REPLICATION, RETENTION, false);

        private String text() {
            return partitions + (partitions == 1 ? " partition" : " partitions") + ", replication " + replication
                    + ", kept for " + (retention.isNegative() ? "ever" : retention.toDays() + " days")
                    + (compacted ? ", compacted to the last tick of each product" : "");
        }
    }

    /**
     * Creates the topic unless it is there, and says so.
     *
     * @throws FeedException if no broker answers within ten seconds, or the topic has another shape
     */
    public static void ensure(KafkaCluster kafka, String topic) throws InterruptedException {
        try (Admin admin = Admin.create(settings(kafka))) {
            Optional<Shape> shape = shape(admin, topic);
            if (shape.isEmpty()) {
                create(admin, topic);
                shape = awaitShape(admin, topic);
            }
            if (!shape.equals(Optional.of(Shape.ORIGINAL))) {
                throw new FeedException("Topic " + topic + " at " + kafka.bootstrap() + " has "
                        + shape.map(Shape::text).orElse("vanished") + ", and not " + Shape.ORIGINAL.text()
                        + "; delete it or name another with --topic.");
            }
        } catch (KafkaException e) {
            throw new FeedException(kafka.complaint(e));
        } catch (ExecutionException e) {
            throw new FeedException(kafka.complaint(e.getCause()));
        }
    }

    private static Map<String, Object> settings(KafkaCluster kafka) {
        int millis = (int) PATIENCE.toMillis();
        return kafka.with(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2));
    }

    /** The broker that is asked may hear of a topic a moment after the one that created it; empty if it never does. */
    private static Optional<Shape> awaitShape(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        Optional<Shape> shape = shape(admin, topic);
        while (shape.isEmpty() && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(50);
            shape = shape(admin, topic);
        }
        return shape;
    }

    /** Empty if there is no such topic. */
    private static Optional<Shape> shape(Admin admin, String topic) throws ExecutionException, InterruptedException {
        try {
            List<TopicPartitionInfo> partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions();
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            String retention = config.get(TopicConfig.RETENTION_MS_CONFIG).value();
            String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            return Optional.of(new Shape(
                    partitions.size(),
                    partitions.get(0).replicas().size(),
                    Duration.ofMillis(Long.parseLong(retention)),
                    cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void create(Admin admin, String topic) throws ExecutionException, InterruptedException {
        NewTopic original = new NewTopic(topic, PARTITIONS, REPLICATION)
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(RETENTION.toMillis())));
        try {
            admin.createTopics(List.of(original)).all().get();
            LOG.info("created topic {}: {}", topic, Shape.ORIGINAL.text());
        } catch (ExecutionException e) {
            // Somebody else was faster; its shape is looked at next.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
