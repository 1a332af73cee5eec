package io.twinstream.pipeline;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
                    .isThrownBy(() ->
                            Readiness.topicId(BrokerTopics::id, bootstrap, "crypto_prices", Duration.ofMillis(500)))
                    .withMessageStartingWith("The broker at " + bootstrap + " cannot be used")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void an_address_without_a_port_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> Readiness.topicId(BrokerTopics::id, "127.0.0.1", "crypto_prices", Duration.ofMillis(500)))
                .withMessageStartingWith("The broker at 127.0.0.1 cannot be used")
                .withMessageContaining("--bootstrap");
    }
}
