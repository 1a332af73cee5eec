package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void no_port_is_given_twice_and_none_is_ephemeral() {
        List<Integer> ports = Stream.generate(Ports::next).limit(200).toList();
        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port < Ports.firstEphemeral());
    }

    @Test
    void a_taken_port_is_named_with_the_server_that_wants_it() throws Exception {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = squatter.getLocalPort();
            assertThatThrownBy(() -> Ports.requireFree(port, "the broker"))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("Port " + port + " of 127.0.0.1, kept for the broker, is taken by another process;"
                            + " end that process and start again.");
        }
    }
}
