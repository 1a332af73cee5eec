package io.twinstream.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a broker, asked for by the Kafka client that the engine's connector carries. */
public final class BrokerTopics {

    private BrokerTopics() {}

    /** As {@link Readiness.TopicIds} wants it. */
    public static Optional<String> id(Map<String, Object> client, String topic)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client)) {
            return Optional.of(admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .topicId()
                    .toString());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        } catch (KafkaException e) {
            throw new ExecutionException(Causes.root(e));
        }
    }
}
