package io.twinstream.lab.lane;

import io.twinstream.lab.fault.Disruption.Through;
import io.twinstream.lab.fault.Proxy;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** How the lanes of a trial reach the servers: directly, or one of them through a proxy. */
public final class Route implements AutoCloseable {

    private final Environment environment;
    private final String bootstrap;
    private final int databasePort;
    private final Duration socketTimeout;
    private final Optional<Proxy> proxy;

    private Route(
            Environment environment,
            String bootstrap,
            int databasePort,
            Duration socketTimeout,
            Optional<Proxy> proxy) {
        this.environment = environment;
        this.bootstrap = bootstrap;
        this.databasePort = databasePort;
        this.socketTimeout = socketTimeout;
        this.proxy = proxy;
    }

    public static Route open(Environment environment, Through through, Duration socketTimeout) throws IOException {
        String direct = environment.broker().lanesBootstrap();
        int port = environment.database().port();
        return switch (through) {
            case NO_PROXY -> new Route(environment, direct, port, socketTimeout, Optional.empty());
            case PROXY_TO_DATABASE -> {
                int detour = Ports.next();
                yield new Route(environment, direct, detour, socketTimeout, Optional.of(Proxy.open(detour, port)));
            }
            case PROXY_TO_BROKER ->
                new Route(
                        environment,
                        environment.broker().proxiedBootstrap(),
                        port,
                        socketTimeout,
                        Optional.of(Proxy.open(
                                environment.broker().proxiedPort(),
                                environment.broker().proxiedUpstream())));
        };
    }

    String bootstrap() {
        return bootstrap;
    }

    /** The URL that a lane is given. */
    String jdbcUrl(String place) {
        String url = environment.database().jdbcUrl(place, place, databasePort);
        return socketTimeout == null ? url : url + "&socketTimeout=" + socketTimeout.toSeconds();
    }

    /** The proxy, if there is one. */
    public Optional<Proxy> proxy() {
        return proxy;
    }

    @Override
    public void close() {
        proxy.ifPresent(Proxy::close);
    }
}
