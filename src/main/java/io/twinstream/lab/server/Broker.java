package io.twinstream.lab.server;

import java.util.Map;

/**
 * One Kafka broker that is its own controller. It has a listener for the harness, one for the lanes, and one that says
 * it is to be found at a port where only a proxy can listen: what breaks there breaks for nobody else.
 */
public interface Broker extends Server {

    /** A broker that was not started yet, in this form. */
    static Broker in(Form form, Site site) {
        return switch (form) {
            case PROCESS -> new BrokerProcess(site, Map.of());
            case DOCKER -> new BrokerContainer(site);
        };
    }

    /** One as a process with these settings of Kafka's besides its own, or instead of them. */
    static Broker with(Site site, Map<String, String> settings) {
        return new BrokerProcess(site, settings);
    }

    @Override
    default String name() {
        return "broker";
    }

    /** The ports on 127.0.0.1 that it keeps for its whole life. */
    BrokerPorts ports();

    /** Where the harness finds it. */
    default String bootstrap() {
        return BrokerPorts.address(ports().harness());
    }

    /** Where the lanes find it. */
    default String lanesBootstrap() {
        return BrokerPorts.address(ports().lanes());
    }

    /** Where a client finds it that shall come by a proxy; nobody answers there until a proxy does. */
    default String proxiedBootstrap() {
        return BrokerPorts.address(ports().proxied());
    }

    /** The port of {@link #proxiedBootstrap}, kept for a proxy. */
    default int proxiedPort() {
        return ports().proxied();
    }

    /** The port that the proxy has to lead to. */
    default int proxiedUpstream() {
        return ports().proxiedUpstream();
    }
}
