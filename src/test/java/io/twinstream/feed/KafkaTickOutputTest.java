package io.twinstream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinstream.kafka.KafkaCluster;
import io.twinstream.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KafkaTickOutputTest {

    @ParameterizedTest
    @CsvSource({"BTC-USD, 0", "ADA-USD, 0", "ETH-USD, 2", "SOL-USD, 2", "DOGE-USD, 2"})
    void kafkas_default_partitioner_leaves_partition_1_of_the_five_products_empty(String symbol, int partition) {
        assertThat(BuiltInPartitioner.partitionForKey(symbol.getBytes(UTF_8), PriceTopic.PARTITIONS))
                .isEqualTo(partition);
    }

    @Test
    void a_tick_that_no_broker_takes_is_refused_in_bounded_time_with_a_sentence() {
        long start = System.nanoTime();

        try (KafkaTickOutput output = new KafkaTickOutput(KafkaCluster.at("127.0.0.1:1"), "t")) {
            assertThat(output.send(new Tick("A-USD", BigDecimal.ONE, "u", 1), Instant.now()))
                    .completesExceptionallyWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(FeedException.class)
                    .withMessageContaining("No Kafka broker answers at 127.0.0.1:1");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void a_broker_that_does_not_answer_is_one_sentence_within_ten_seconds() {
        long start = System.nanoTime();

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> PriceTopic.ensure(KafkaCluster.at("127.0.0.1:1"), "t"))
                .withMessage("No Kafka broker answers at 127.0.0.1:1; start it or name another with"
                        + " --bootstrap HOST:PORT; one that wants TLS or a password needs --kafka-config FILE.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "127.0.0.1:x", "", "no-such-host.invalid:9092"})
    void what_is_no_address_of_a_broker_is_named(String bootstrap) {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> PriceTopic.ensure(KafkaCluster.at(bootstrap), "t"))
                .withMessage("'" + bootstrap + "' is not the address of a broker; name one as HOST:PORT.");
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> new KafkaTickOutput(KafkaCluster.at(bootstrap), "t").close())
                .withMessage("'" + bootstrap + "' is not the address of a broker; name one as HOST:PORT.");
    }
}
