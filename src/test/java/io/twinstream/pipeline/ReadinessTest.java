package io.twinstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.twinstream.kafka.KafkaCluster;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.sink.SinkSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Nobody listens on port 1. */
    private static final SinkSettings NOWHERE = new SinkSettings(
            "jdbc:postgresql://127.0.0.1:1/postgres", "ada", "", "rows", SinkMode.UPSERT, Duration.ofMillis(20), 1_000);

    private static final KafkaCluster KAFKA = KafkaCluster.at("127.0.0.1:9092");

    @Test
    void the_topic_is_what_the_broker_answers_within_the_patience() {
        Map<String, Object> asked = new TreeMap<>();
        TopicAtBroker answer = new TopicAtBroker("an id", Map.of(0, 5L));

        TopicAtBroker topic = Readiness.topic(
                (client, name) -> {
                    asked.putAll(client);
                    return Optional.of(answer);
                },
                new KafkaCluster("127.0.0.1:9092", Map.of("security.protocol", "SSL")),
                "prices",
                PATIENCE);

        assertThat(topic).isEqualTo(answer);
        assertThat(asked)
                .isEqualTo(Map.of(
                        "bootstrap.servers", "127.0.0.1:9092",
                        "security.protocol", "SSL",
                        "default.api.timeout.ms", "3000",
                        "request.timeout.ms", "1500"));
    }

    @Test
    void a_topic_that_there_is_not_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Readiness.topic((client, topic) -> Optional.empty(), KAFKA, "prices", PATIENCE))
                .withMessage(
                        "There is no topic prices at 127.0.0.1:9092; start the feed, which creates it, or name another"
                                + " with --topic.");
    }

    @Test
    void a_broker_that_cannot_be_used_is_named_in_one_sentence() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Readiness.topic(
                        (client, topic) -> {
                            throw new ExecutionException(new TimeoutException("no node was assigned"));
                        },
                        KAFKA,
                        "prices",
                        PATIENCE))
                .withMessageStartingWith("No Kafka broker answers at 127.0.0.1:9092; start it or name another");
    }

    @Test
    void a_database_that_cannot_be_used_is_named_by_both_lanes_alike() {
        PipelineSettings settings =
                new PipelineSettings(KAFKA, "prices", "group", NOWHERE, Duration.ofSeconds(1), null, 3, Expired.FAIL);

        assertThatIllegalStateException()
                .isThrownBy(() -> Readiness.establish(
                        settings,
                        new Program(Lane.SPARK, Set.of(SinkMode.UPSERT), Set.of()),
                        (client, topic) -> Optional.empty()))
                .withMessageStartingWith(
                        "The database at jdbc:postgresql://127.0.0.1:1/postgres cannot be used by ada (")
                .withMessageEndingWith("); start it, or name another with --jdbc, --user and TWINSTREAM_PASSWORD.")
                .withMessageNotContaining("\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> Readiness.execute(NOWHERE, "select 1"))
                .withMessageContaining("cannot be used by ada");
    }
}
