package io.twinstream.audit;

import io.twinstream.history.Fact;
import io.twinstream.history.Stamp;
import io.twinstream.kafka.KafkaCluster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic back, with read_committed: what a lane could have read. Nothing is committed, no group is joined. */
public final class TopicReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PATIENCE_MILLIS = Long.toString(PATIENCE.toMillis());

    /** One answer that is lost does not use up the patience. */
    private static final String REQUEST_MILLIS = Long.toString(PATIENCE.toMillis() / 3);

    private final KafkaCluster kafka;
    private final String topic;
    private final String id;
    private final List<TopicPartition> partitions;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * Looks the topic up.
     *
     * @throws AuditException if there is no broker or no such topic
     */
    public TopicReader(KafkaCluster kafka, String topic) throws AuditException, InterruptedException {
        this.kafka = kafka;
        this.topic = topic;
        TopicDescription description = describe();
        id = description.topicId().toString();
        partitions = description.partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(partitions);
    }

    /**
     * Appends a fact for every record below these end offsets.
     *
     * @param ends end offsets by partition
     * @throws AuditException if the topic cannot be read
     */
    public static void read(KafkaCluster kafka, String topic, Map<Integer, Long> ends, Consumer<? super Fact> facts)
            throws AuditException, InterruptedException {
        try (TopicReader reader = new TopicReader(kafka, topic)) {
            reader.read(ends, entry -> {
                Stamp now = Stamp.now();
                facts.accept(entry.fact(now.t(), now.m()));
            });
        }
    }

    /** Kafka's own id of the topic, which a topic that is deleted and created again does not keep. */
    public String id() {
        return id;
    }

    /** By partition, the first offset that is there. */
    public Map<Integer, Long> firsts() throws AuditException {
        return byPartition(consumer::beginningOffsets);
    }

    /** By partition, the offset that the next record will get or that an open transaction holds back. */
    public Map<Integer, Long> ends() throws AuditException {
        return byPartition(consumer::endOffsets);
    }

    /** By partition, the offset that the next record will get, whatever transaction is open. */
    public Map<Integer, Long> highs() throws AuditException, InterruptedException {
        try (Admin admin = admin()) {
            Map<Integer, Long> highs = new TreeMap<>();
            admin.listOffsets(
                            partitions.stream()
                                    .collect(Collectors.toMap(Function.identity(), at -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> highs.put(partition.partition(), end.offset()));
            return highs;
        } catch (ExecutionException e) {
            throw unreadable(e.getCause());
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    /** Whether the topic keeps only the last record of each key; false where nobody may ask. */
    public boolean isCompacted() throws AuditException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin()) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value()
                    .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false; // an auditor need not be allowed more than to read
            }
            throw unreadable(e.getCause());
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    /**
     * Hands out every record below these end offsets, partition by partition in order.
     *
     * @param ends end offsets by partition
     * @throws AuditException if the topic cannot be read to there
     */
    public void read(Map<Integer, Long> ends, Consumer<TopicEntry> entries) throws AuditException {
        try {
            consumer.seekToBeginning(partitions);
            long progressed = System.nanoTime();
            while (!reached(ends)) {
                ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(200));
                batch.forEach(record -> {
                    if (record.offset() < ends.getOrDefault(record.partition(), 0L)) {
                        entries.accept(TopicEntry.of(record));
                    }
                });
                if (!batch.isEmpty()) {
                    progressed = System.nanoTime();
                } else if (System.nanoTime() - progressed > PATIENCE.toNanos()) {
                    throw new AuditException("Topic " + topic + " could not be read to its end: for "
                            + PATIENCE.toSeconds() + " s " + kafka.bootstrap() + " has sent no record.");
                }
            }
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private boolean reached(Map<Integer, Long> ends) {
        return partitions.stream()
                .allMatch(partition ->
                        consumer.position(partition, PATIENCE) >= ends.getOrDefault(partition.partition(), 0L));
    }

    private TopicDescription describe() throws AuditException, InterruptedException {
        try (Admin admin = admin()) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        } catch (ExecutionException e) {
            throw unreadable(e.getCause());
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private Admin admin() {
        return Admin.create(
                kafka.with(Map.of("default.api.timeout.ms", PATIENCE_MILLIS, "request.timeout.ms", REQUEST_MILLIS)));
    }

    private Map<String, Object> settings() {
        return kafka.with(Map.of(
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "allow.auto.create.topics", "false",
                "default.api.timeout.ms", PATIENCE_MILLIS,
                "request.timeout.ms", REQUEST_MILLIS));
    }

    private interface Offsets {
        Map<TopicPartition, Long> of(Collection<TopicPartition> partitions);
    }

    private Map<Integer, Long> byPartition(Offsets offsets) throws AuditException {
        Map<Integer, Long> byPartition = new TreeMap<>();
        try {
            offsets.of(partitions).forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        } catch (KafkaException e) {
            throw unreadable(e);
        }
        return byPartition;
    }

    private AuditException unreadable(Throwable e) {
        if (e instanceof UnknownTopicOrPartitionException) {
            return new AuditException(
                    "There is no topic " + topic + " at " + kafka.bootstrap() + "; name another with --topic.", e);
        }
        return new AuditException(kafka.complaint(e), e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
