package io.twinstream.pipeline.spark;

import io.twinstream.lane.SinkMode;
import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.pipeline.Program;
import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.SinkTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What has to be there before a query starts: the broker, the topic, the database, the tables. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Readiness() {}

    /**
     * Creates the tables that this program misses and notes which topic fills them.
     *
     * @throws IllegalStateException if something is missing or is another than it was; the message is one sentence that
     *     names it
     */
    static void establish(PipelineSettings settings, Program program) {
        SinkSettings sink = settings.sink();
        try (Connection connection = sink.connect()) {
            String topicId = topicId(settings.bootstrap(), settings.topic(), PATIENCE);
            program.createTables(connection, sink);
            if (sink.mode() == SinkMode.TRANSACTIONAL) {
                SinkTables.createLedger(connection, sink.table());
            }
            SinkTables.claim(connection, sink.table(), settings.topic(), topicId);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database at " + sink.jdbcUrl() + " cannot be used by " + sink.user() + " ("
                            + Causes.firstSentence(e)
                            + "); start it, or name another with --jdbc, --user and --password.",
                    e);
        }
    }

    /**
     * Kafka's own id of this topic.
     *
     * @throws IllegalStateException if the broker does not answer within {@code patience} or has no such topic
     */
    static String topicId(String bootstrap, String topic, Duration patience) {
        try (Admin admin = Admin.create(clientSettings(bootstrap, patience))) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .topicId()
                    .toString();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "There is no topic " + topic + " at " + bootstrap
                                + "; start the feed, which creates it, or name another with --topic.",
                        e);
            }
            throw unusable(bootstrap, e.getCause());
        } catch (KafkaException e) {
            throw unusable(bootstrap, Causes.root(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable(bootstrap, e);
        }
    }

    private static Map<String, Object> clientSettings(String bootstrap, Duration patience) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(patience),
                // One request that is lost can be sent again.
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(patience.dividedBy(2)));
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    private static IllegalStateException unusable(String bootstrap, Throwable why) {
        return new IllegalStateException(
                "The broker at " + bootstrap + " cannot be used (" + Causes.firstSentence(why)
                        + "); start it, or name another with --bootstrap.",
                why);
    }
}
