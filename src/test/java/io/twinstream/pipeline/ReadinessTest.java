package io.twinstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.sink.SinkSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Nobody listens on port 1. */
    private static final SinkSettings NOWHERE = new SinkSettings(
            "jdbc:postgresql://127.0.0.1:1/postgres", "ada", "", "rows", SinkMode.UPSERT, Duration.ofMillis(20), 1_000);

    @Test
    void the_id_is_what_the_broker_answers_within_the_patience() {
        String id = Readiness.topicId(
                (client, topic) -> Optional.of(topic + " asked with " + new TreeMap<>(client)),
                "127.0.0.1:9092",
                "prices",
                PATIENCE);

        assertThat(id)
                .isEqualTo("prices asked with "
                        + new TreeMap<>(Map.of(
                                "bootstrap.servers", "127.0.0.1:9092",
                                "default.api.timeout.ms", "3000",
                                "request.timeout.ms", "1500")));
    }

    @Test
    void a_topic_that_there_is_not_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Readiness.topicId((client, topic) -> Optional.empty(), "127.0.0.1:9092", "prices", PATIENCE))
                .withMessage(
                        "There is no topic prices at 127.0.0.1:9092; start the feed, which creates it, or name another"
                                + " with --topic.");
    }

    @Test
    void a_broker_that_cannot_be_used_is_named_in_one_sentence() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Readiness.topicId(
                        (client, topic) -> {
                            throw new ExecutionException(
                                    new IllegalArgumentException("It is closed. It was.\nAt line 2"));
                        },
                        "127.0.0.1:9092",
                        "prices",
                        PATIENCE))
                .withMessage("The broker at 127.0.0.1:9092 cannot be used (It is closed); start it, or name another"
                        + " with --bootstrap.");
    }

    @Test
    void a_database_that_cannot_be_used_is_named_by_both_lanes_alike() {
        PipelineSettings settings =
                new PipelineSettings("127.0.0.1:9092", "prices", "group", NOWHERE, Duration.ofSeconds(1), null, 3);

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
