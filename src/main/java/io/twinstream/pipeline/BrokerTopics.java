package io.twinstream.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a broker, asked for by the Kafka client that the engine's connector carries. */
public final class BrokerTopics {

    private BrokerTopics() {}

    /** As {@link Readiness.Topics} wants it. */
    public static Optional<TopicAtBroker> of(Map<String, Object> client, String topic)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client)) {
            TopicDescription description =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return Optional.of(new TopicAtBroker(description.topicId().toString(), firsts(admin, description)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        } catch (KafkaException e) {
            throw new ExecutionException(e);
        }
    }

    private static Map<Integer, Long> firsts(Admin admin, TopicDescription topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.earliest()));
        Map<Integer, Long> firsts = new HashMap<>();
        admin.listOffsets(asked)
                .all()
                .get()
                .forEach((partition, first) -> firsts.put(partition.partition(), first.offset()));
        return firsts;
    }
}
