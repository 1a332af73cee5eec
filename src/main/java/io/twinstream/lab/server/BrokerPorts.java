package io.twinstream.lab.server;

import java.util.List;

/**
 * The ports of a broker on 127.0.0.1.
 *
 * @param proxied where a proxy listens
 * @param proxiedUpstream where the broker listens for the proxy
 */
public record BrokerPorts(int harness, int lanes, int proxied, int proxiedUpstream) {

    static BrokerPorts next() {
        return new BrokerPorts(Ports.next(), Ports.next(), Ports.next(), Ports.next());
    }

    static String address(int port) {
        return "127.0.0.1:" + port;
    }

    /** Asked right before the broker starts. */
    void requireFree() {
        List.of(harness, lanes, proxiedUpstream).forEach(port -> Ports.requireFree(port, "the broker"));
    }
}
