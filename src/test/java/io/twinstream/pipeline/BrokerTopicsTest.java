package io.twinstream.pipeline;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.twinstream.kafka.KafkaCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokerTopicsTest {

    @Test
    void a_broker_that_does_not_answer_is_named() throws IOException {
        String bootstrap;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            bootstrap = "127.0.0.1:" + silent.getLocalPort();

            assertThatIllegalStateException()
                    .isThrownBy(() -> ask(bootstrap))
                    .withMessageStartingWith("No Kafka broker answers at " + bootstrap + "; ")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void an_address_without_a_port_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ask("127.0.0.1"))
                .withMessage("'127.0.0.1' is not the address of a broker; name one as HOST:PORT.");
    }

    private static void ask(String bootstrap) {
        Readiness.topic(BrokerTopics::of, KafkaCluster.at(bootstrap), "crypto_prices", Duration.ofMillis(500));
    }
}
